package dev.berth.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part of a log.
 *
 * @param stdout whether standard output
 * @param stderr whether standard error
 * @param follow whether to go on until the container ends
 * @param since nothing before this
 * @param until nothing after this
 * @param tail only the last so many lines
 */
public record LogQuery(boolean stdout, boolean stderr, boolean follow, Optional<Instant> since,
        Optional<Instant> until, OptionalInt tail) {
}
