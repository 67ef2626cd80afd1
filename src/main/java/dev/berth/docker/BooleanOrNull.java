package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.Optional;

/** A truth value that is written as {@code null} when absent. */
final class BooleanOrNull implements JsonAdapter<Optional<Boolean>> {

    @Override
    public void toJson(JsonWriter writer, Optional<Boolean> value) {
        if (value == null || value.isEmpty()) {
            Nulls.write(writer);
        } else {
            writer.value(value.get());
        }
    }

    @Override
    public Optional<Boolean> fromJson(JsonReader reader) {
        return reader.isNullValue() ? Optional.empty() : Optional.of(reader.readBoolean());
    }
}
