package dev.berth.shell;

import dev.berth.shell.format.Human;
import java.time.DateTimeException;
import java.time.Instant;

/** Times of the engine in words. */
final class Moments {

    private Moments() {
    }

    /** How long ago an RFC 3339 time is; the text itself when it is none. */
    static String ago(String time, Instant now) {
        try {
            return Human.ago(Instant.parse(time), now);
        } catch (DateTimeException e) {
            return time;
        }
    }
}
