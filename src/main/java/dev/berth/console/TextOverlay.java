package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import java.util.ArrayList;
import java.util.List;

/** A text of two columns to read, in front of the page. */
final class TextOverlay implements Overlay {
    private static final int WIDTH = 74;
    private static final int LABEL = 20;
    private static final int LABEL_WHERE_NARROW = 14;

    /**
     * A line.
     *
     * @param label what stands at its left; an empty text is a heading's
     * @param text the rest, which goes on below when it is too long
     */
    record Entry(String label, String text, Role role) {
    }

    private final String title;
    private final List<Entry> entries;
    private int lines;
    private int first;
    private int height = 10;

    TextOverlay(String title, List<Entry> entries) {
        this.title = title;
        this.entries = entries;
    }

    /** The lines for a width; what is too long goes on below. */
    private List<TextCell> lines(int width) {
        int label = width < WIDTH ? LABEL_WHERE_NARROW : LABEL;
        List<TextCell> made = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.label().isEmpty()) {
                made.add(new TextCell(entry.text(), entry.role()));
                continue;
            }
            List<String> left = Fit.wrapWords(entry.label(), label - 1);
            List<String> right = Fit.wrapWords(entry.text(), Math.max(1, width - label - 2));
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                made.add(new TextCell("  " + Fit.left(i < left.size() ? left.get(i) : "", label)
                        + (i < right.size() ? right.get(i) : ""), entry.role()));
            }
        }
        return made;
    }

    @Override
    public void draw(Canvas canvas) {
        List<TextCell> all = lines(Math.min(WIDTH, canvas.columns() - 4));
        lines = all.size();
        Canvas inside = Box.draw(canvas, title, Math.min(lines, canvas.rows() - 4), WIDTH);
        height = Math.max(1, inside.rows());
        first = Math.max(0, Math.min(first, lines - height));
        for (int i = first; i < Math.min(lines, first + height); i++) {
            inside.text(i - first, 0, Fit.cut(all.get(i).text(), inside.columns()), all.get(i).role());
        }
        Box.foot(canvas, inside, height >= lines ? "esc closes" : first + 1 + "-" + Math.min(lines, first + height)
                + " of " + lines + "   down up scroll   esc closes");
    }

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "up", "k" -> first--;
            case "down", "j" -> first++;
            case "pgup", "ctrl-b", "ctrl-u" -> first -= height;
            case "pgdn", "ctrl-f", "ctrl-d", "space" -> first += height;
            case "home", "g" -> first = 0;
            case "end", "G" -> first = lines;
            case "esc", "q", "?", "f1", "enter", "ctrl-c" -> {
                return false;
            }
            default -> {
                // Other keys do nothing here.
            }
        }
        return true;
    }
}
