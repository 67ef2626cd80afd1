package dev.berth.engine;

import dev.berth.profile.Profile;

/** Finds the profile that a create request names, and lays the request's flags over it. */
public interface ProfileSource {

    /**
     * Everything that a request asks for.
     *
     * @param request the request
     * @throws EngineException if the profile is not there or wrong
     */
    Profile resolve(CreateRequest request) throws EngineException;
}
