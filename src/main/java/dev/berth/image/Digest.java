package dev.berth.image;

/**
 * The SHA-256 digest of a blob, as {@code sha256:} and 64 lower-case hexadecimal digits (OCI image specification,
 * "Digests"). Nothing else passes the constructor, so that a digest is always safe as a part of a path or an address.
 *
 * @param hex the 64 hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {

    private static final String PREFIX = "sha256:";
    private static final int HEX_LENGTH = 64;

    /** Checks the digits. */
    public Digest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest: \"" + hex + '"');
        }
    }

    /**
     * Reads {@code sha256:…}.
     *
     * @param text the digest
     * @throws InvalidImage if it is anything else, also if it is of another algorithm
     */
    public static Digest parse(String text) throws InvalidImage {
        if (!text.startsWith(PREFIX) || !isHex(text.substring(PREFIX.length()))) {
            throw new InvalidImage("\"" + shown(text) + "\" is not a digest: expected sha256: and 64 hexadecimal "
                    + "digits");
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    /**
     * The digest from its 32 bytes.
     *
     * @param bytes what the hash function answered
     */
    public static Digest of(byte[] bytes) {
        char[] hex = new char[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            hex[2 * i] = Character.forDigit(bytes[i] >> 4 & 15, 16);
            hex[2 * i + 1] = Character.forDigit(bytes[i] & 15, 16);
        }
        return new Digest(new String(hex));
    }

    /** The first twelve digits, as lists show them. */
    public String shortened() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    static boolean isHex(String text) {
        if (text.length() != HEX_LENGTH) {
            return false;
        }
        for (int i = 0; i < HEX_LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
