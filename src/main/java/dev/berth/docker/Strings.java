package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** A list of strings, {@code []} when empty; a single string is read as a list of one, as Docker does. */
class Strings implements JsonAdapter<List<String>> {

    @Override
    public void toJson(JsonWriter writer, List<String> value) {
        if (value == null || value.isEmpty()) {
            writeEmpty(writer);
            return;
        }
        writer.beginArray();
        for (String element : value) {
            writer.value(element);
        }
        writer.endArray();
    }

    /** Writes a list without elements. */
    void writeEmpty(JsonWriter writer) {
        writer.emptyArray();
    }

    @Override
    public List<String> fromJson(JsonReader reader) {
        if (reader.isNullValue()) {
            return List.of();
        }
        if (reader.currentToken() == JsonReader.Token.STRING) {
            return List.of(reader.readString());
        }
        List<String> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            list.add(reader.readString());
        }
        reader.endArray();
        return list;
    }
}
