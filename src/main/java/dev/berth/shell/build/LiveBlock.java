package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import dev.berth.shell.format.Human;
import dev.berth.terminal.CharacterWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of the live view: a function of the steps, the time and the terminal's size. */
final class LiveBlock {

    private static final int TAIL_LINES = 6;
    private static final int BAR_CELLS = 20;
    private static final String BLUE = "\033[34m";
    private static final String RED = "\033[31m";
    private static final String FAINT = "\033[2m";
    private static final String NORMAL = "\033[0m";

    private final boolean colors;
    private final long began;

    LiveBlock(boolean colors, long began) {
        this.colors = colors;
        this.began = began;
    }

    /**
     * The lines.
     *
     * @param steps in the order in which they began
     * @param now {@link System#nanoTime}
     * @param columns width of the terminal
     * @param rows how many lines there may be; output goes first, then the oldest steps
     */
    List<String> lines(List<StepLog> steps, long now, int columns, int rows) {
        List<StepLog> shown = new ArrayList<>(steps);
        int hidden = Math.max(0, steps.size() + 1 - rows);
        // the oldest that are over make room, then the oldest
        for (int i = 0; i < shown.size() && hidden > 0;) {
            if (shown.get(i).isRunning()) {
                i++;
            } else {
                shown.remove(i);
                hidden--;
            }
        }
        while (hidden > 0) {
            shown.remove(0);
            hidden--;
        }
        long running = shown.stream().filter(StepLog::isRunning).count();
        int room = rows == Integer.MAX_VALUE ? TAIL_LINES
                : (int) Math.min(TAIL_LINES, (rows - 1 - shown.size()) / Math.max(1, running));
        List<String> lines = new ArrayList<>();
        lines.add(header(steps, now, columns));
        for (StepLog step : shown) {
            lines.add(line(step, now, columns));
            if (step.isRunning()) {
                below(step, now, columns, room, lines);
            }
        }
        return lines;
    }

    private String header(List<StepLog> steps, long now, int columns) {
        int total = 0;
        int over = 0;
        for (StepLog step : steps) {
            total = Math.max(total, step.step().total());
            over += step.isRunning() ? 0 : 1;
        }
        return cut("[+] Building " + seconds(now - began) + (total == 0 ? "" : " (" + over + "/" + total + ")"),
                columns);
    }

    private String line(StepLog step, long now, int columns) {
        String mark = switch (step.state()) {
            case CACHED -> " => CACHED ";
            case FAILED -> " => ERROR ";
            case CANCELED -> " => CANCELED ";
            default -> " => ";
        };
        String time = seconds(step.nanos(now));
        int width = Math.max(0, columns - time.length() - 2);
        String title = cut(mark + plain(PlainView.title(step.step())), width);
        String text = title + " ".repeat(width - CharacterWidth.of(title) + 1) + time;
        return color(step.state() == BuildStep.State.FAILED ? RED : step.isRunning() ? "" : BLUE, text);
    }

    private void below(StepLog step, long now, int columns, int room, List<String> lines) {
        int left = room;
        for (Map.Entry<String, StepLog.Transfer> transfer : step.transfers().entrySet()) {
            if (left-- <= 0) {
                return;
            }
            lines.add(cut(" => => " + plain(transfer.getKey() + ' ' + bar(transfer.getValue())), columns));
        }
        List<StepLog.Line> tail = step.tail(now);
        for (StepLog.Line line : tail.subList(Math.max(0, tail.size() - Math.max(0, left)), tail.size())) {
            lines.add(color(FAINT, cut(" => => # " + plain(line.text()), columns)));
        }
    }

    private static String bar(StepLog.Transfer transfer) {
        if (transfer.total() <= 0 || transfer.current() <= 0) {
            return transfer.status();
        }
        int cells = (int) Math.min(BAR_CELLS, transfer.current() * BAR_CELLS / transfer.total());
        return String.format(Locale.ROOT, "%-11s [%s%s] %s/%s", transfer.status(), "=".repeat(cells),
                " ".repeat(BAR_CELLS - cells), Human.sizeShort(transfer.current()),
                Human.sizeShort(transfer.total()));
    }

    private static String seconds(long nanos) {
        return PlainView.seconds(nanos, 1) + "s";
    }

    private String color(String color, String text) {
        return colors && !color.isEmpty() ? color + text + NORMAL : text;
    }

    /** Text that does nothing to a terminal: without escape sequences and control characters, tabs as spaces. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\033') {
                i = sequenceEnd(text, i);
            } else if (c == '\t') {
                out.append("    ");
            } else if (c >= ' ' && (c < 0x7F || c > 0x9F)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The last character of the escape sequence that begins here (ECMA-48). */
    private static int sequenceEnd(String text, int escape) {
        int i = escape + 1;
        if (i >= text.length()) {
            return escape;
        }
        char kind = text.charAt(i);
        if (kind == '[') {
            for (i++; i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~'); i++) {
                continue;
            }
        } else if (kind == ']') {
            for (i++; i < text.length() && text.charAt(i) != '\007' && text.charAt(i) != '\\'; i++) {
                continue;
            }
        }
        return Math.min(i, text.length() - 1);
    }

    private static String cut(String text, int columns) {
        if (CharacterWidth.of(text) <= columns) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            width += CharacterWidth.of(c);
            if (width > columns - 1) {
                break;
            }
            out.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return columns > 0 ? out.append('…').toString() : "";
    }
}
