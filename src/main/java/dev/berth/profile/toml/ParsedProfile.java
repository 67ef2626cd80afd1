package dev.berth.profile.toml;

import dev.berth.profile.Profile;
import java.util.List;

/**
 * What one file says, before the profiles it extends are laid below it.
 *
 * @param profile what the file itself says
 * @param parents the profiles it extends, in the order of the file
 */
public record ParsedProfile(Profile profile, List<Parent> parents) {

    /**
     * A profile that is extended.
     *
     * @param name its name
     * @param at where the file names it
     */
    public record Parent(String name, Position at) {
    }
}
