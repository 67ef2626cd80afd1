package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map of strings, {@code {}} when empty. */
class StringMap implements JsonAdapter<Map<String, String>> {

    @Override
    public void toJson(JsonWriter writer, Map<String, String> value) {
        if (value == null || value.isEmpty()) {
            writeEmpty(writer);
            return;
        }
        writer.beginObject();
        for (Map.Entry<String, String> entry : value.entrySet()) {
            writer.name(entry.getKey());
            writer.value(entry.getValue());
        }
        writer.endObject();
    }

    /** Writes a map without entries. */
    void writeEmpty(JsonWriter writer) {
        writer.beginObject();
        writer.endObject();
    }

    @Override
    public Map<String, String> fromJson(JsonReader reader) {
        if (reader.isNullValue()) {
            return Map.of();
        }
        Map<String, String> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String key = reader.nextField();
            map.put(key, reader.isNullValue() ? "" : reader.readString());
        }
        reader.endObject();
        return map;
    }
}
