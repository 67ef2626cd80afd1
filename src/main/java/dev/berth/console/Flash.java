package dev.berth.console;

/** A sentence in the status line that goes away after a while. */
final class Flash {
    private static final long SHOWN_NANOS = 6_000_000_000L;

    private String text = "";
    private Role role = Role.INFO;
    private long until;

    void show(String sentence, Role how) {
        // One line: engines answer with sentences that may have several.
        text = sentence.replace('\n', ' ').strip();
        role = how;
        until = System.nanoTime() + (how == Role.BAD ? 2 * SHOWN_NANOS : SHOWN_NANOS);
    }

    void clear() {
        text = "";
    }

    String text() {
        return text;
    }

    Role role() {
        return role;
    }

    /** Nanoseconds until the text goes away; very many when there is none. */
    long untilGone(long now) {
        return text.isEmpty() ? Long.MAX_VALUE : Math.max(0, until - now);
    }

    /** Lets the text go when its time is over; whether it did. */
    boolean tick(long now) {
        if (!text.isEmpty() && now - until >= 0) {
            text = "";
            return true;
        }
        return false;
    }
}
