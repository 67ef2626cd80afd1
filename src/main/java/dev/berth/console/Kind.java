package dev.berth.console;

/** Kinds of objects that an engine keeps, of which those that nothing uses can be removed together. */
public enum Kind {
    /** Containers; those that have ended can go. */
    CONTAINER("container"),
    /** Images; those without a name that no container uses can go. */
    IMAGE("image"),
    /** Volumes; those that no container uses can go. */
    VOLUME("volume");

    private final String noun;

    Kind(String noun) {
        this.noun = noun;
    }

    /** What one of them is. */
    String noun() {
        return noun;
    }
}
