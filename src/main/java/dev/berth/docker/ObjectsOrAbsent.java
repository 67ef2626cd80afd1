package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.Jsonb;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of anything, left out when empty. Docker's client takes a line that has {@code aux}, also an empty one, for a
 * result and does not show it.
 */
final class ObjectsOrAbsent implements JsonAdapter<Map<String, Object>> {
    private final JsonAdapter<Object> object;

    ObjectsOrAbsent(Jsonb jsonb) {
        object = jsonb.adapter(Object.class);
    }

    @Override
    public void toJson(JsonWriter writer, Map<String, Object> value) {
        if (value.isEmpty()) {
            writer.nullValue();
        } else {
            object.toJson(writer, value);
        }
    }

    @Override
    public Map<String, Object> fromJson(JsonReader reader) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (!reader.isNullValue() && object.fromJson(reader) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> result.put((String) key, value));
        }
        return result;
    }
}
