package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.OptionalInt;

/** A number that is written as {@code null} when absent. */
final class IntOrNull implements JsonAdapter<OptionalInt> {

    @Override
    public void toJson(JsonWriter writer, OptionalInt value) {
        if (value == null || value.isEmpty()) {
            Nulls.write(writer);
        } else {
            writer.value(value.getAsInt());
        }
    }

    @Override
    public OptionalInt fromJson(JsonReader reader) {
        return reader.isNullValue() ? OptionalInt.empty() : OptionalInt.of(reader.readInt());
    }
}
