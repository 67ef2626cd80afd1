package dev.berth.build.dockerfile;

import java.util.Optional;

/** The variables that an expansion knows. */
@FunctionalInterface
public interface Variables {

    /**
     * The value of a variable.
     *
     * @param name its name, in its own case
     * @return nothing if it is not set; an empty value is one that is set
     */
    Optional<String> value(String name);

    /**
     * Hears that a text became longer by what was put in.
     *
     * @param characters how much; negative if it became shorter
     * @return whether there is room for it
     */
    default boolean grown(int characters) {
        return true;
    }
}
