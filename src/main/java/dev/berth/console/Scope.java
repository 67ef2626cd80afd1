package dev.berth.console;

/** Where a key means what its binding says. */
enum Scope {
    /** Every page. */
    EVERYWHERE("Everywhere"),
    /** Every list and text that scrolls. */
    MOVING("Moving"),
    /** The list of containers. */
    CONTAINER_LIST("The list of containers"),
    /** The list of containers, and a container's page. */
    CONTAINERS("Containers"),
    /** The list of images. */
    IMAGES("Images"),
    /** The list of profiles. */
    PROFILES("Profiles"),
    /** A container's page. */
    CONTAINER("A container's page");

    private final String title;

    Scope(String title) {
        this.title = title;
    }

    /** The heading in the help. */
    String title() {
        return title;
    }
}
