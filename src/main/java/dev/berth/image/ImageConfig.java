package dev.berth.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an image says about how to run it (the {@code config}, {@code architecture} and {@code os} of an OCI image
 * configuration, with what Docker adds).
 *
 * @param user {@code user[:group]}, names or numbers
 * @param env {@code NAME=value}, in order
 * @param entrypoint what always runs
 * @param cmd its default arguments, or the whole command where there is no entry point
 * @param workingDir absolute
 * @param labels by key
 * @param exposedPorts {@code 80/tcp}
 * @param volumes paths in the container
 * @param stopSignal {@code SIGTERM} or a number
 * @param healthcheck how to see whether it is well
 * @param shell for the shell form of instructions
 * @param onBuild instructions for images built on this one
 * @param platform what it is for
 */
public record ImageConfig(Optional<String> user, List<String> env, List<String> entrypoint, List<String> cmd,
        Optional<String> workingDir, Map<String, String> labels, Set<String> exposedPorts, Set<String> volumes,
        Optional<String> stopSignal, Optional<HealthCheck> healthcheck, Optional<List<String>> shell,
        List<String> onBuild, Platform platform) {

    /** The default {@code PATH} of a container whose image names none, as docker's. */
    public static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * A configuration that says nothing.
     *
     * @param platform what the image is for
     */
    public static ImageConfig empty(Platform platform) {
        return new ImageConfig(Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), Map.of(), Set.of(),
                Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), platform);
    }
}
