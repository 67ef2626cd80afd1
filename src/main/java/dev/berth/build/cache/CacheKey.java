package dev.berth.build.cache;

import dev.berth.image.Digest;
import dev.berth.image.Platform;
import dev.berth.image.store.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the result of a step depends on, without the files that it stands on. With the chain id of those it becomes a
 * key. Nothing of another image's history takes part (CVE-2024-24557): the chain id is the content of the layers below,
 * and all else comes from the Dockerfile, the build's arguments and the digests of files.
 */
public final class CacheKey {

    /** Grows when a step of the same text makes other files than before. */
    private static final String VERSION = "berth build cache 2";

    private final List<String> parts = new ArrayList<>();

    /**
     * Begins.
     *
     * @param kind of step: the instruction's name
     * @param platform what is built for
     */
    public CacheKey(String kind, Platform platform) {
        parts.add(VERSION);
        parts.add(kind);
        parts.add(platform.toString());
    }

    /**
     * Adds something that the result depends on.
     *
     * @param name what it is, so that no two things can stand for each other
     * @param value its value
     */
    public CacheKey with(String name, String value) {
        parts.add(name);
        parts.add(value);
        return this;
    }

    /** Adds a list, as {@link #with(String, String)}. */
    public CacheKey with(String name, List<String> values) {
        parts.add(name);
        parts.add(Integer.toString(values.size()));
        parts.addAll(values);
        return this;
    }

    /**
     * The key on top of some layers.
     *
     * @param chain their chain id; none for an empty root file system
     */
    public Digest on(Optional<Digest> chain) {
        MessageDigest hash = Hashing.document();
        add(hash, chain.map(Digest::toString).orElse("scratch"));
        parts.forEach(part -> add(hash, part));
        return Digest.of(hash.digest());
    }

    private static void add(MessageDigest hash, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        int n = bytes.length;
        hash.update(new byte[] {(byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n});
        hash.update(bytes);
    }
}
