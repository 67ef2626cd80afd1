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

    private NoSuchImage() {
        super("reference does not exist", 404);
    }

    /** The error as {@code save} has it for a name with a tag or digest. */
    public static NoSuchImage ofReference() {
        return new NoSuchImage();
    }
}
