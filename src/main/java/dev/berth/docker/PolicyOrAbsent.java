package dev.berth.docker;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.Jsonb;
import java.util.Optional;

/** A restart policy that is left out when absent. */
final class PolicyOrAbsent implements JsonAdapter<Optional<RestartPolicy>> {
    private final JsonAdapter<RestartPolicy> policy;

    PolicyOrAbsent(Jsonb jsonb) {
        policy = jsonb.adapter(RestartPolicy.class);
    }

    @Override
    public void toJson(JsonWriter writer, Optional<RestartPolicy> value) {
        if (value.isEmpty()) {
            writer.nullValue();
        } else {
            // the record's own adapter leaves its names behind in a view, DockerJson.writeUpdate
            writer.beginObject();
            writer.name("Name");
            writer.value(value.get().name());
            writer.name("MaximumRetryCount");
            writer.value(value.get().maximumRetryCount());
            writer.endObject();
        }
    }

    @Override
    public Optional<RestartPolicy> fromJson(JsonReader reader) {
        return reader.isNullValue() ? Optional.empty() : Optional.of(policy.fromJson(reader));
    }
}
