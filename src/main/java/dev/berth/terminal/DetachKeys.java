package dev.berth.terminal;

import java.util.Locale;

/** The keys that detach from a session, written as docker does: {@code ctrl-p,ctrl-q}, {@code ctrl-@}, {@code a,b}. */
public final class DetachKeys {
    /** What docker has when nothing else is asked for. */
    public static final DetachKeys DOCKER = parse("ctrl-p,ctrl-q");

    private final String text;
    private final int[] codes;

    private DetachKeys(String text, int[] codes) {
        this.text = text;
        this.codes = codes;
    }

    /**
     * Reads keys separated by commas: a single ASCII character, or {@code ctrl-} with one of {@code a-z @ [ \ ] ^ _}.
     * An empty text means that no keys detach.
     *
     * @throws IllegalArgumentException with a sentence that names the wrong key
     */
    public static DetachKeys parse(String text) {
        if (text.isEmpty()) {
            return new DetachKeys(text, new int[0]);
        }
        String[] names = text.split(",", -1);
        int[] codes = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            codes[i] = code(names[i], text);
        }
        return new DetachKeys(text, codes);
    }

    private static int code(String name, String all) {
        if (name.length() == 1 && name.charAt(0) < 0x7F) {
            return name.charAt(0);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.length() == 6 && lower.startsWith("ctrl-")) {
            char key = lower.charAt(5);
            if (key >= 'a' && key <= 'z' || "@[\\]^_".indexOf(key) >= 0) {
                return key & 0x1F;
            }
        }
        throw new IllegalArgumentException("invalid detach keys (" + all + "): unknown character: '" + name
                + "'; give single characters or ctrl- with a letter or one of @ [ \\ ] ^ _, separated by commas");
    }

    /** The bytes that the keys send, in their order. */
    int[] codes() {
        return codes.clone();
    }

    /** The keys as they were written. */
    @Override
    public String toString() {
        return text;
    }
}
