package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.kernel.NativeSha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. */
public final class Hashing {

    private Hashing() {
    }

    /** A new hash function for a stream: by native code where the machine has it. */
    public static MessageDigest sha256() {
        return NativeSha256.create().orElseGet(Hashing::java);
    }

    /** A new hash function for a few kB, which are no reason to load a library. */
    public static MessageDigest document() {
        return java();
    }

    private static MessageDigest java() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of a document: a few kB, which are no reason to load a library. */
    public static Digest digest(byte[] bytes) {
        return Digest.of(java().digest(bytes));
    }
}
