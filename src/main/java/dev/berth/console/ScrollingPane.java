package dev.berth.console;

import java.util.List;
import java.util.Locale;

/** Lines that scroll and can be filtered. */
abstract class ScrollingPane implements Pane {
    private final String title;
    private int first;
    private int height = 10;
    private int lines;
    private String filter = "";

    /**
     * Nothing yet.
     *
     * @param title the tab's word
     */
    ScrollingPane(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    /** The part of all lines that is to be seen when there is room for some. */
    protected <T> List<T> visible(List<T> all, int room) {
        height = Math.max(1, room);
        lines = all.size();
        first = Math.max(0, Math.min(first, lines - height));
        return all.subList(first, Math.min(lines, first + height));
    }

    /** Whether the filter lets a text pass. */
    protected boolean passes(String text) {
        return filter.isEmpty() || text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    /** What to show when the filter lets nothing pass. */
    protected String nothingPasses() {
        return "Nothing contains \"" + filter + "\". Esc clears the filter.";
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case UP -> first--;
            case DOWN -> first++;
            case HALF_UP -> first -= height / 2;
            case HALF_DOWN -> first += height / 2;
            case PAGE_UP -> first -= height;
            case PAGE_DOWN -> first += height;
            case TOP -> first = 0;
            case BOTTOM -> first = lines;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String filter() {
        return filter;
    }

    @Override
    public void filter(String text) {
        filter = text;
    }

    @Override
    public String status() {
        String count = lines == 0 ? "" : first + 1 + "-" + Math.min(lines, first + height) + " of " + lines + " lines";
        return filter.isEmpty() ? count : lines + " lines with \"" + filter + "\"";
    }
}
