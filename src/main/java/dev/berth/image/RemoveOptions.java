package dev.berth.image;

/**
 * How to remove an image.
 *
 * @param force also when several names have it or a stopped container uses it
 * @param prune also untagged images that only this one stood on ({@code --no-prune} turns it off)
 */
public record RemoveOptions(boolean force, boolean prune) {

    /** Without force. */
    public static final RemoveOptions DEFAULT = new RemoveOptions(false, true);
}
