package dev.berth.build.dockerfile;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much longer variables may make a Dockerfile, of all stages together: a few lines, each of which doubles a value,
 * would fill any memory.
 */
final class TextLimit {

    /** Longest word that variables make, in characters; no program can be given longer ones than an eighth of it. */
    static final int WORD = 1 << 20;
    /** Longest here-document, in characters: more than the longest Dockerfile has. */
    static final int TEXT = 8 << 20;
    /** Many times what the longest Dockerfile has, in characters. */
    private static final long TOGETHER = 32 << 20;

    private final AtomicLong grown = new AtomicLong();

    /**
     * Counts what variables added to a text.
     *
     * @param characters how many
     * @return false if that is too much with what was counted before
     */
    boolean add(int characters) {
        return grown.addAndGet(characters) <= TOGETHER;
    }

    /**
     * Checks a word while it is put together.
     *
     * @param length its characters so far
     * @param most how many it may have
     * @throws WordException if it has more
     */
    static void check(int length, int most) throws WordException {
        if (length > most) {
            throw new WordException("variables make it longer than " + (most >> 20) + " million characters");
        }
    }
}
