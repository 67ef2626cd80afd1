package dev.berth.console;

/** What an engine does to one of its objects that needs no more than its name. */
public enum Verb {
    /** Starts a container that does not run. */
    START("start"),
    /** Stops a container, kindly first. */
    STOP("stop"),
    /** Stops and starts a container. */
    RESTART("restart"),
    /** Ends a container's processes at once. */
    KILL("kill"),
    /** Freezes a container's processes. */
    PAUSE("pause"),
    /** Lets a container's processes go on. */
    UNPAUSE("unpause"),
    /** Removes a container, also one that runs. */
    REMOVE_CONTAINER("remove"),
    /** Removes an image's name, and the image with its last one. */
    REMOVE_IMAGE("remove image"),
    /** Removes a volume that nothing uses. */
    REMOVE_VOLUME("remove volume");

    private final String words;

    Verb(String words) {
        this.words = words;
    }

    /** As it is said of an object, whose name follows. */
    String words() {
        return words;
    }
}
