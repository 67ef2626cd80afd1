package dev.berth.engine;

import dev.berth.profile.Profile;
import java.util.Optional;

/** Finds the profile that a create request names, and lays the request's flags over it. */
public interface ProfileSource {

    /**
     * Everything that a request asks for.
     *
     * @param request the request
     * @throws EngineException if the profile is not there or wrong
     */
    Profile resolve(CreateRequest request) throws EngineException;

    /**
     * A profile that the user may have, for what has a default of its own.
     *
     * @param name its name
     * @return nothing if there is none
     * @throws EngineException if it is there and cannot be read
     */
    default Optional<Profile> find(String name) throws EngineException {
        return Optional.empty();
    }
}
