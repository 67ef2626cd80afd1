package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.util.List;

/** Variants of an image, left out when they were not asked for. */
final class ManifestsOrAbsent implements JsonAdapter<List<ManifestSummary>> {
    private final JsonAdapter<List<ManifestSummary>> list;

    ManifestsOrAbsent(Jsonb jsonb) {
        list = jsonb.adapter(Types.listOf(ManifestSummary.class));
    }

    @Override
    public void toJson(JsonWriter writer, List<ManifestSummary> value) {
        if (value.isEmpty()) {
            writer.nullValue();
        } else {
            list.toJson(writer, value);
        }
    }

    @Override
    public List<ManifestSummary> fromJson(JsonReader reader) {
        return reader.isNullValue() ? List.of() : list.fromJson(reader);
    }
}
