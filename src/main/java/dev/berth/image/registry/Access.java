package dev.berth.image.registry;

import java.util.Optional;

/**
 * How one goes to registries.
 *
 * @param settings the configuration
 * @param credentials who one is at the registry in question
 * @param tokens what registries have given before
 */
public record Access(RegistrySettings settings, Optional<Credentials> credentials, TokenCache tokens) {

    /**
     * Without tokens of before.
     *
     * @param settings the configuration
     * @param credentials who one is
     */
    public static Access of(RegistrySettings settings, Optional<Credentials> credentials) {
        return new Access(settings, credentials, new TokenCache());
    }

    /** The same as nobody in particular. */
    Access anonymous() {
        return new Access(settings, Optional.empty(), tokens);
    }
}
