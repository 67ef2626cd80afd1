package dev.berth.image.store;

import dev.berth.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. */
public final class Hashing {

    private Hashing() {
    }

    /** A new hash function. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of bytes. */
    public static Digest digest(byte[] bytes) {
        return Digest.of(sha256().digest(bytes));
    }
}
