package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * Berth's addition to an exec request.
 *
 * @param keep whether the session outlives its connection; true with a terminal
 * @param shell whether the profile's first shell that exists is run in place of a command
 */
@Json(caseInsensitiveKeys = true)
public record BerthExec(
        @Json.Property("Keep") Optional<Boolean> keep,
        @Json.Property("Shell") Optional<Boolean> shell) {

    /** Takes what a server left out as empty. */
    public BerthExec {
        keep = keep == null ? Optional.empty() : keep;
        shell = shell == null ? Optional.empty() : shell;
    }
}
