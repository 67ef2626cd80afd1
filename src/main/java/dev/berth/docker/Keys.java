package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.LinkedHashSet;
import java.util.Set;

/** A set written as keys of empty objects, {@code {"80/tcp":{}}}. */
class Keys implements JsonAdapter<Set<String>> {

    @Override
    public void toJson(JsonWriter writer, Set<String> value) {
        if (value == null || value.isEmpty()) {
            writeEmpty(writer);
            return;
        }
        writer.beginObject();
        for (String key : value) {
            writer.name(key);
            writer.beginObject();
            writer.endObject();
        }
        writer.endObject();
    }

    /** Writes a set without elements. */
    void writeEmpty(JsonWriter writer) {
        writer.beginObject();
        writer.endObject();
    }

    @Override
    public Set<String> fromJson(JsonReader reader) {
        if (reader.isNullValue()) {
            return Set.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            keys.add(reader.nextField());
            reader.skipValue();
        }
        reader.endObject();
        return keys;
    }
}
