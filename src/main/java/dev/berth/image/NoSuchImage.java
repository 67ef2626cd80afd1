package dev.berth.image;

/** There is no image of that name or id; docker's wording, which its command line looks for. */
public final class NoSuchImage extends ImageException {

    private static final long serialVersionUID = 1L;

    /**
     * The error.
     *
     * @param reference what was asked for, with its tag
     */
    public NoSuchImage(String reference) {
        super("No such image: " + reference, 404);
    }
}
