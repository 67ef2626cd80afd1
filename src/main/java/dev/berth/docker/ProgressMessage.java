package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a progress stream.
 *
 * @param stream text as it is
 * @param status what goes on
 * @param id of which layer
 * @param progressDetail how far
 * @param progress how far, drawn
 * @param errorDetail why it failed
 * @param error why it failed, in one sentence
 * @param aux a result, for example the image id
 */
@Json(caseInsensitiveKeys = true)
public record ProgressMessage(
        @Json.Property("stream") Optional<String> stream,
        @Json.Property("status") Optional<String> status,
        @Json.Property("id") Optional<String> id,
        @Json.Property("progressDetail") Optional<ProgressDetail> progressDetail,
        @Json.Property("progress") Optional<String> progress,
        @Json.Property("errorDetail") Optional<ProgressError> errorDetail,
        @Json.Property("error") Optional<String> error,
        @Json.Property("aux") @Json.Serializer(ObjectsOrAbsent.class) Map<String, Object> aux) {

    /** Takes what a server left out as empty. */
    public ProgressMessage {
        stream = stream == null ? Optional.empty() : stream;
        status = status == null ? Optional.empty() : status;
        id = id == null ? Optional.empty() : id;
        progressDetail = progressDetail == null ? Optional.empty() : progressDetail;
        progress = progress == null ? Optional.empty() : progress;
        errorDetail = errorDetail == null ? Optional.empty() : errorDetail;
        error = error == null ? Optional.empty() : error;
        aux = aux == null ? Map.of() : aux;
    }
}
