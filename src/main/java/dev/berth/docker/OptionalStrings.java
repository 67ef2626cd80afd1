package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/** A list of strings that may be absent, {@code null}; an empty one is {@code []} and means something else. */
final class OptionalStrings implements JsonAdapter<Optional<List<String>>> {
    private final Strings strings = new Strings();

    @Override
    public void toJson(JsonWriter writer, Optional<List<String>> value) {
        if (value == null || value.isEmpty()) {
            Nulls.write(writer);
        } else {
            strings.toJson(writer, value.get());
        }
    }

    @Override
    public Optional<List<String>> fromJson(JsonReader reader) {
        return reader.isNullValue() ? Optional.empty() : Optional.of(strings.fromJson(reader));
    }
}
