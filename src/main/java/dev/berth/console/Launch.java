package dev.berth.console;

import java.util.List;

/**
 * A container to be made and started. Texts that are empty leave the choice to the profile or the engine.
 *
 * @param profile the profile
 * @param image the image
 * @param name the container's name
 * @param command the command and its arguments
 * @param attached whether it gets a terminal that the user is connected to; else it runs in the background
 */
public record Launch(String profile, String image, String name, List<String> command, boolean attached) {

    /** A profile as it is, on a terminal. */
    static Launch profile(String profile) {
        return new Launch(profile, "", "", List.of(), true);
    }

    /** What to call it while it is made. */
    String title() {
        return !name.isEmpty() ? name : profile.isEmpty() ? image : profile;
    }
}
