package dev.berth.api;

import dev.berth.profile.form.Sizes;

/** Docker's progress bar as text, for clients that draw none of their own. */
final class ProgressBar {
    private static final int WIDTH = 50;

    private ProgressBar() {
    }

    static String draw(long current, long total) {
        int done = (int) Math.min(WIDTH, current * WIDTH / total);
        return "[" + "=".repeat(done) + (done < WIDTH ? ">" + " ".repeat(WIDTH - done) : "") + "]  "
                + Sizes.format(current) + "/" + Sizes.format(total);
    }
}
