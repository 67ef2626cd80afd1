package dev.berth.image;

/**
 * An image's identity: the digest of its configuration, as docker has it. Two names of one image, and the same image
 * with differently compressed layers, have the same id.
 *
 * @param digest the digest of the configuration
 */
public record ImageId(Digest digest) {

    /** The first twelve digits, as {@code images} shows them. */
    public String shortened() {
        return digest.shortened();
    }

    @Override
    public String toString() {
        return digest.toString();
    }
}
