package dev.berth.console;

import com.googlecode.lanterna.graphics.TextGraphics;
import dev.berth.kernel.WindowSize;
import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.Display;
import dev.berth.terminal.Printable;
import java.util.List;
import java.util.Optional;

/** Draws the whole screen: views above, the page, status and hints below, and what is in front. */
final class WorkbenchPainter {
    /** Below this nothing useful fits. */
    static final WindowSize LEAST = new WindowSize(8, 40);

    /** Room for what is being typed that nothing beside it takes away. */
    private static final int LEAST_INPUT = 16;

    private WorkbenchPainter() {
    }

    static void draw(Workbench bench, Display display) {
        TextGraphics graphics = display.begin();
        Canvas canvas = new Canvas(graphics, bench.theme(), bench.clicks());
        canvas.takeClicks();
        canvas.background(Role.TEXT);
        if (canvas.rows() < LEAST.rows() || canvas.columns() < LEAST.columns()) {
            tooSmall(canvas);
            return;
        }
        TopLine.draw(canvas, bench);
        Page page = bench.page();
        page.draw(canvas.part(1, 0, canvas.rows() - 3, canvas.columns()));
        status(canvas, bench, display);
        hints(canvas, bench);
        bench.overlay().ifPresent(overlay -> overlay.draw(canvas));
    }

    private static void tooSmall(Canvas canvas) {
        String text = "too small: " + canvas.columns() + "×" + canvas.rows() + ", needs " + LEAST.columns() + "×"
                + LEAST.rows();
        int row = canvas.rows() / 2;
        for (int at = 0; at < text.length() && row < canvas.rows(); at += Math.max(1, canvas.columns())) {
            canvas.text(row++, 0, text.substring(at, Math.min(text.length(), at + Math.max(1, canvas.columns()))),
                    Role.ATTENTION);
        }
    }

    private static void status(Canvas canvas, Workbench bench, Display display) {
        int row = canvas.rows() - 2;
        Optional<Prompt> prompt = bench.prompt();
        if (prompt.isPresent()) {
            int at = canvas.text(row, 1, Fit.cut(prompt.get().label(), canvas.columns() - 3), Role.KEY);
            LineInput input = prompt.get().input();
            String beside = prompt.get().status().get();
            int room = canvas.columns() - at - CharacterWidth.of(beside) - 3;
            boolean both = !beside.isEmpty() && room >= LEAST_INPUT;
            if (both) {
                canvas.text(row, at + room + 2, beside, Role.MUTED);
            }
            int cursor = input.draw(canvas, row, at, both ? room : canvas.columns() - at - 1);
            if (bench.overlay().isEmpty()) {
                display.cursor(row, Math.min(canvas.columns() - 1, cursor));
            }
            return;
        }
        String left = bench.data().isLoaded() ? bench.page().status() : "";
        Role role = Role.MUTED;
        if (!bench.flash().text().isEmpty()) {
            left = bench.flash().text();
            role = bench.flash().role();
        } else if (!bench.data().problem().isEmpty()) {
            left = bench.data().problem() + " (trying again)";
            role = Role.BAD;
        } else if (!bench.data().isLoaded()) {
            left = "Asking the engine…";
        }
        sentence(canvas, row, left, role);
    }

    /** In as many lines as it needs, upwards from a row, so that the end of an error is to be read as well. */
    private static void sentence(Canvas canvas, int row, String text, Role role) {
        List<String> lines = Fit.wrapWords(Printable.of(text), canvas.columns() - 2);
        int shown = Math.min(lines.size(), Math.max(1, canvas.rows() / 3));
        for (int i = 0; i < shown; i++) {
            int at = row - shown + 1 + i;
            if (shown > 1) {
                canvas.line(at, Role.TEXT);
            }
            boolean cut = i == shown - 1 && lines.size() > shown;
            String line = cut ? lines.get(i) + " " + lines.get(i + 1) : lines.get(i);
            canvas.text(at, 1, Fit.cut(line, canvas.columns() - 2), role);
        }
    }

    private static void hints(Canvas canvas, Workbench bench) {
        List<Hint> hints = Hint.of(bench.page(), !bench.navigation().crumbs().isEmpty());
        int row = canvas.rows() - 1;
        int at = 1;
        // The last one needs no gap after it.
        for (Hint hint : Hint.fitting(hints, canvas.columns())) {
            int from = at;
            at = canvas.text(row, at, hint.key(), Role.KEY);
            at = canvas.text(row, at + 1, hint.word(), Role.HINT) + 2;
            canvas.onClick(row, from, at - from - 2, hint.key());
        }
    }
}
