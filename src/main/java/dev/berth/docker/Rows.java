package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** A table: a list of lists of strings. */
class Rows implements JsonAdapter<List<List<String>>> {
    private final Strings row = new Strings();

    @Override
    public void toJson(JsonWriter writer, List<List<String>> value) {
        if (value.isEmpty()) {
            writeEmpty(writer);
            return;
        }
        writer.beginArray();
        boolean first = true;
        for (List<String> element : value) {
            if (!first) {
                // avaje-jsonb 3.3 puts a comma before a value and before an object, but not before an array
                writer.rawValue("");
            }
            first = false;
            row.toJson(writer, element);
        }
        writer.endArray();
    }

    void writeEmpty(JsonWriter writer) {
        writer.emptyArray();
    }

    @Override
    public List<List<String>> fromJson(JsonReader reader) {
        if (reader.isNullValue()) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            rows.add(row.fromJson(reader));
        }
        reader.endArray();
        return rows;
    }
}
