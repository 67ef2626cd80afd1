package dev.berth.build;

import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.registry.Credentials;
import dev.berth.profile.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to build.
 *
 * @param tags names for the result; none leaves it dangling
 * @param dockerfile path in the context
 * @param target the stage to stop at; the last one if absent
 * @param arguments {@code --build-arg}
 * @param labels further labels of the image
 * @param cache what is taken from the cache
 * @param pull whether base images are asked for at their registries though they are there
 * @param platform what is built for; this machine's if absent
 * @param network what {@code RUN} has without {@code --network}
 * @param limits limits and extra hosts of steps, over the profile {@code build}
 * @param annotations of the image's manifest
 * @param secrets contents by id
 * @param sshSockets agents' sockets by id
 * @param credentials who one is at a registry, by its host
 */
public record BuildRequest(List<Reference> tags, String dockerfile, Optional<String> target,
        Map<String, String> arguments, Map<String, String> labels, CacheUse cache, boolean pull,
        Optional<Platform> platform, Network network, Profile limits, Map<String, String> annotations,
        Map<String, byte[]> secrets, Map<String, Path> sshSockets,
        Function<String, Optional<Credentials>> credentials) {

    /** The network of a build's commands. */
    public enum Network {
        /**
         * What the profile {@code build} says, and without its word none. Docker's default is a bridge with a way to
         * the Internet; Berth has no bridges yet, and the host's network in its place would open what listens on
         * loopback to whoever wrote the Dockerfile. So that takes a word of the machine's owner
         * ({@code network = "host"} in the profile) or of the user ({@code --network host}).
         */
        DEFAULT,
        /** None but the loopback of its own. */
        NONE,
        /** The host's. */
        HOST
    }

    /** Keeps its own copies of the collections. */
    public BuildRequest {
        tags = List.copyOf(tags);
        arguments = Map.copyOf(arguments);
        secrets = Map.copyOf(secrets);
        sshSockets = Map.copyOf(sshSockets);
    }
}
