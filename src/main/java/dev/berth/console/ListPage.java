package dev.berth.console;

import java.util.List;
import java.util.function.Function;

/** A page that is a list with columns. */
abstract class ListPage<T> implements Page {
    private final String title;
    private final String noun;
    private final List<Column> columns;
    private final ListState<T> list;
    protected final Desk desk;
    private int height = 10;

    ListPage(String title, String noun, List<Column> columns, Function<T, String> key, Function<T, String> searched,
            Desk desk) {
        this.title = title;
        this.noun = noun;
        this.columns = columns;
        this.desk = desk;
        list = new ListState<>(key, searched);
    }

    /** The items as they are known now. */
    protected abstract List<T> current();

    /** Whether the items have come once. */
    protected boolean isLoaded() {
        return desk.data().areOthersLoaded();
    }

    /** How an item looks. */
    protected abstract List<TextCell> cells(T item);

    /** What to show when there is none at all. */
    protected abstract String empty();

    /** Does what a key says to the selected item. */
    protected abstract boolean act(Action action, T item);

    @Override
    public String title() {
        return title;
    }

    ListState<T> list() {
        return list;
    }

    /** How many there are, without the filter. */
    int total() {
        return current().size();
    }

    @Override
    public void draw(Canvas canvas) {
        list.items(current());
        height = Math.max(1, canvas.rows() - 1);
        List<List<TextCell>> rows = list.items().stream().map(this::cells).toList();
        int[] widths = TableLayout.widths(columns, rows, canvas.columns() - 2);
        List<TextCell> headings = columns.stream().map(c -> new TextCell(c.title(), Role.HEADER)).toList();
        TableLayout.draw(canvas, 0, columns, headings, widths, false);
        if (rows.isEmpty()) {
            String text = list.total() > 0 ? "Nothing contains \"" + list.filter() + "\". Esc clears the filter."
                    : isLoaded() ? empty() : "";
            canvas.text(2, 2, Fit.cut(text, canvas.columns() - 3), Role.MUTED);
            return;
        }
        int first = list.first(height);
        for (int i = first; i < Math.min(rows.size(), first + height); i++) {
            TableLayout.draw(canvas, 1 + i - first, columns, rows.get(i), widths, i == list.selectedIndex());
        }
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case UP -> list.move(-1);
            case DOWN -> list.move(1);
            case HALF_UP -> list.move(-Math.max(1, height / 2));
            case HALF_DOWN -> list.move(Math.max(1, height / 2));
            case PAGE_UP -> list.move(-height);
            case PAGE_DOWN -> list.move(height);
            case TOP -> list.move(-list.total());
            case BOTTOM -> list.move(list.total());
            default -> {
                return list.selected().map(item -> act(action, item)).orElse(false);
            }
        }
        return true;
    }

    @Override
    public String filter() {
        return list.filter();
    }

    @Override
    public void filter(String text) {
        list.filter(text);
    }

    @Override
    public String status() {
        int total = list.total();
        String count = total + " " + noun + (total == 1 ? "" : "s");
        if (!list.filter().isEmpty()) {
            return list.items().size() + " of " + count + " with \"" + list.filter() + "\"";
        }
        return list.items().isEmpty() ? count : list.selectedIndex() + 1 + " of " + count;
    }
}
