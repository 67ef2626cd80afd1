package dev.berth.console;

/** Where a key means what its binding says. */
enum Scope {
    /** Every page. */
    EVERYWHERE("Everywhere"),
    /** Every list and text that scrolls. */
    MOVING("Moving"),
    /** Every list. */
    LISTS("Lists"),
    /** The list of containers. */
    CONTAINER_LIST("The list of containers"),
    /** The list of containers, and a container's page. */
    CONTAINERS("Containers"),
    /** The list of images. */
    IMAGES("Images"),
    /** An image's page. */
    ONE_IMAGE("An image"),
    /** What an image was made of. */
    LAYERS("An image's layers"),
    /** The list of profiles, and a profile's page. */
    PROFILES("Profiles"),
    /** The list of volumes. */
    VOLUMES("Volumes"),
    /** A container's logs. */
    LOGS("Logs"),
    /** A page with tabs. */
    TABS("A page with tabs");

    private final String title;

    Scope(String title) {
        this.title = title;
    }

    /** The heading in the help. */
    String title() {
        return title;
    }
}
