package dev.berth.engine;

import dev.berth.profile.Profile;
import java.util.List;
import java.util.Optional;

/**
 * What a new container is to be.
 *
 * @param name its name; the profile's, or a random one, if absent
 * @param profileName a profile of the engine's to launch from
 * @param profileText or the text of one
 * @param flags what the user asked for besides; wins over the profile
 * @param stdinOnce whether its standard input ends with the first client that was attached to it
 * @param request the JSON text of the create request, kept for clients
 * @param volumesFrom containers whose mounts it takes over, {@code NAME[:ro]}
 */
public record CreateRequest(Optional<String> name, Optional<String> profileName, Optional<ProfileText> profileText,
        Profile flags, boolean stdinOnce, String request, List<String> volumesFrom) {

    /** One that takes over nothing. */
    public CreateRequest(Optional<String> name, Optional<String> profileName, Optional<ProfileText> profileText,
            Profile flags, boolean stdinOnce, String request) {
        this(name, profileName, profileText, flags, stdinOnce, request, List.of());
    }

    /**
     * The text of a profile that the client read.
     *
     * @param file the file's name, for messages
     * @param toml its content
     */
    public record ProfileText(String file, String toml) {
    }
}
