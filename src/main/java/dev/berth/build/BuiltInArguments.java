package dev.berth.build;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the build arguments say that mean something to the builder itself, whether a Dockerfile declares them or not
 * ("BuildKit built-in build args" of docker's reference). Those that are not here have no meaning for Berth.
 *
 * @param keepsGitDirectory whether a context from a git repository has its {@code .git}
 * @param cacheNamespace what the ids of cache mounts begin with
 * @param hostname that commands of {@code RUN} see
 * @param epoch the latest time that the image and its history say
 */
record BuiltInArguments(boolean keepsGitDirectory, Optional<String> cacheNamespace, String hostname,
        Optional<Instant> epoch) {

    private static final String HOSTNAME = "berth-build";
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    /**
     * Reads them.
     *
     * @param given build arguments by name
     * @throws BuildException if one has a value that it cannot have
     */
    static BuiltInArguments of(Map<String, String> given) throws BuildException {
        return new BuiltInArguments(truth("BUILDKIT_CONTEXT_KEEP_GIT_DIR", given),
                text("BUILDKIT_CACHE_MOUNT_NS", given), text("BUILDKIT_SANDBOX_HOSTNAME", given).orElse(HOSTNAME),
                epoch(given));
    }

    private static Optional<String> text(String name, Map<String, String> given) {
        return Optional.ofNullable(given.get(name)).filter(value -> !value.isEmpty());
    }

    private static boolean truth(String name, Map<String, String> given) throws BuildException {
        Optional<String> value = text(name, given);
        if (value.isPresent() && !TRUE.contains(value.get()) && !FALSE.contains(value.get())) {
            throw BuildException.badRequest("invalid boolean value for " + name + ": " + value.get());
        }
        return value.filter(TRUE::contains).isPresent();
    }

    private static Optional<Instant> epoch(Map<String, String> given) throws BuildException {
        Optional<String> value = text("SOURCE_DATE_EPOCH", given);
        try {
            return value.isPresent() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(value.get())))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            throw BuildException.badRequest("invalid SOURCE_DATE_EPOCH: " + value.get());
        }
    }

    /**
     * A time as the image says it.
     *
     * @param time when something happened
     */
    Instant told(Instant time) {
        return epoch.filter(time::isAfter).orElse(time);
    }
}
