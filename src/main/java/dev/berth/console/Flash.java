package dev.berth.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A sentence in the status line that goes away after a while, and those that have. */
final class Flash {
    private static final long SHOWN_NANOS = 6_000_000_000L;
    /** As many as somebody may want to read again. */
    private static final int KEPT = 100;

    private record Said(Instant when, String text, Role role) {
    }

    private final Deque<Said> said = new ArrayDeque<>();

    private String text = "";
    private Role role = Role.INFO;
    private long until;

    void show(String sentence, Role how) {
        // One line: engines answer with sentences that may have several.
        text = sentence.replace('\n', ' ').strip();
        role = how;
        // What is only under way is told by its end.
        if (!text.isEmpty() && !text.endsWith("…")) {
            said.addFirst(new Said(Instant.now(), text, how));
            if (said.size() > KEPT) {
                said.removeLast();
            }
        }
        until = System.nanoTime() + (how == Role.BAD ? 2 * SHOWN_NANOS : SHOWN_NANOS);
    }

    /** All that was said, the newest first. */
    List<TextOverlay.Entry> history() {
        if (said.isEmpty()) {
            return List.of(new TextOverlay.Entry("", "Nothing has been said yet.", Role.MUTED));
        }
        DateTimeFormatter times = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
        return said.stream().map(one -> new TextOverlay.Entry(times.format(one.when()), one.text(),
                one.role() == Role.BAD ? Role.BAD : Role.DIALOG)).toList();
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
