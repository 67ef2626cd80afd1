package dev.berth.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Finds the detach keys in what a user types into a session.
 *
 * <p>Bytes that could be the keys' beginning are held back; a byte that does not fit lets them go and is itself looked
 * at as a beginning. The caller lets them go after a while with {@link #flush}, so that a single ctrl-p does not wait
 * for the next key; the keys are found all the same when the rest comes then, as slow fingers and slow lines have it.
 * Pasted text (mode 2004) never detaches. Keys in the kitty and modifyOtherKeys encodings count too.
 * Not safe for use by several threads at a time.
 */
public final class DetachMatcher {
    private final int[] keys;
    /** For each number of matched keys, how many are matched still when the next one does not fit. */
    private final int[] fallback;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    /** Where in the held bytes each matched key ends. */
    private final int[] keyEnds;
    private int matched;
    private boolean detached;
    private final PasteTracker paste = new PasteTracker();

    /** A matcher for keys as {@link DetachKeys} has them; without keys it never detaches. */
    public DetachMatcher(DetachKeys detachKeys) {
        keys = detachKeys.codes();
        keyEnds = new int[keys.length];
        fallback = new int[keys.length + 1];
        for (int i = 1, known = 0; i < keys.length; i++) {
            while (known > 0 && keys[i] != keys[known]) {
                known = fallback[known];
            }
            known = keys[i] == keys[known] ? known + 1 : known;
            fallback[i + 1] = known;
        }
    }

    /**
     * Looks at input and appends what is for the session to {@code passed}.
     *
     * @return how many bytes were used up: all of them, or those up to the end of the detach keys
     */
    public int filter(byte[] bytes, int offset, int length, ByteArrayOutputStream passed) {
        int end = offset + length;
        int at = offset;
        while (at < end && !detached) {
            int tokenEnd = KeyToken.end(bytes, at, end);
            boolean pasted = paste.accept(bytes, at, tokenEnd);
            int code = pasted || keys.length == 0 ? KeyToken.NO_KEY : KeyToken.code(bytes, at, tokenEnd);
            token(bytes, at, tokenEnd, code, passed);
            at = tokenEnd;
        }
        return at - offset;
    }

    private void token(byte[] bytes, int from, int to, int code, ByteArrayOutputStream passed) {
        if (code == KeyToken.RELEASE && matched > 0) {
            held.write(bytes, from, to - from);
            return;
        }
        while (matched > 0 && code != keys[matched]) {
            release(fallback[matched], passed);
        }
        if (keys.length > 0 && code == keys[matched]) {
            held.write(bytes, from, to - from);
            keyEnds[matched++] = held.size();
            if (matched == keys.length) {
                detached = true;
                held.reset();
            }
        } else {
            passed.write(bytes, from, to - from);
        }
    }

    /** Lets go of the oldest held keys until {@code keep} are left. */
    private void release(int keep, ByteArrayOutputStream passed) {
        byte[] all = held.toByteArray();
        int count = keep == 0 ? all.length : keyEnds[matched - keep - 1];
        passed.write(all, 0, count);
        held.reset();
        held.write(all, count, all.length - count);
        for (int i = 0; i < keep; i++) {
            keyEnds[i] = keyEnds[matched - keep + i] - count;
        }
        matched = keep;
    }

    /** Whether bytes are held back; {@link #flush} should follow when no more input comes for a while. */
    public boolean isHolding() {
        return held.size() > 0;
    }

    /** Lets the held bytes go to the session; the keys that they are still count. */
    public void flush(ByteArrayOutputStream passed) {
        passed.writeBytes(held.toByteArray());
        held.reset();
        Arrays.fill(keyEnds, 0, matched, 0);
    }

    /** Whether the keys have been pressed. */
    public boolean isDetached() {
        return detached;
    }
}
