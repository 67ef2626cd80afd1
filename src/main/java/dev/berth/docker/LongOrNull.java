package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.OptionalLong;

/** A number that is written as {@code null} when absent. */
final class LongOrNull implements JsonAdapter<OptionalLong> {

    @Override
    public void toJson(JsonWriter writer, OptionalLong value) {
        if (value == null || value.isEmpty()) {
            Nulls.write(writer);
        } else {
            writer.value(value.getAsLong());
        }
    }

    @Override
    public OptionalLong fromJson(JsonReader reader) {
        return reader.isNullValue() ? OptionalLong.empty() : OptionalLong.of(reader.readLong());
    }
}
