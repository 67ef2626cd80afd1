package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Host ports by container port; a port without any is {@code null}, as Docker writes exposed ports. */
final class PortBindings implements JsonAdapter<Map<String, List<PortBinding>>> {
    private final JsonAdapter<PortBinding> binding;

    PortBindings(Jsonb jsonb) {
        binding = jsonb.adapter(PortBinding.class);
    }

    @Override
    public void toJson(JsonWriter writer, Map<String, List<PortBinding>> value) {
        writer.beginObject();
        for (Map.Entry<String, List<PortBinding>> entry : value.entrySet()) {
            writer.name(entry.getKey());
            if (entry.getValue().isEmpty()) {
                Nulls.write(writer);
            } else {
                writer.beginArray();
                for (PortBinding element : entry.getValue()) {
                    binding.toJson(writer, element);
                }
                writer.endArray();
            }
        }
        writer.endObject();
    }

    @Override
    public Map<String, List<PortBinding>> fromJson(JsonReader reader) {
        if (reader.isNullValue()) {
            return Map.of();
        }
        Map<String, List<PortBinding>> ports = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String port = reader.nextField();
            List<PortBinding> bindings = new ArrayList<>();
            if (!reader.isNullValue()) {
                reader.beginArray();
                while (reader.hasNextElement()) {
                    bindings.add(binding.fromJson(reader));
                }
                reader.endArray();
            }
            ports.put(port, bindings);
        }
        reader.endObject();
        return ports;
    }
}
