package dev.berth.console;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A page that is a list with columns. Items can be marked; what a key does, it does to all marked ones then. */
abstract class ListPage<T> implements Page {
    private final String title;
    private final String noun;
    private final List<Column> columns;
    private final List<Comparator<T>> orders;
    private final ListState<T> list;
    protected final Desk desk;
    private Order order = Order.ENGINES;
    private int height = 10;

    /**
     * An empty list.
     *
     * @param title what it is
     * @param noun what one of the items is
     * @param columns in the order of the cells
     * @param orders how each column is sorted
     * @param key what tells an item apart
     * @param searched the text in which a filter looks
     */
    ListPage(String title, String noun, List<Column> columns, List<Comparator<T>> orders, Function<T, String> key,
            Function<T, String> searched, Desk desk) {
        this.title = title;
        this.noun = noun;
        this.columns = columns;
        this.orders = orders;
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

    /**
     * Does what a key says.
     *
     * @param item the selected one
     * @param targets the marked ones, or the selected one when none is
     */
    protected abstract boolean act(Action action, T item, List<T> targets);

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
        list.items(order.sorted(current(), orders));
        height = Math.max(1, canvas.rows() - 1);
        List<Column> headed = order.headed(columns);
        List<List<TextCell>> rows = list.items().stream().map(this::cells).toList();
        int[] widths = TableLayout.widths(headed, rows, canvas.columns() - 2);
        List<TextCell> headings = headed.stream().map(c -> new TextCell(c.title(), Role.HEADER)).toList();
        TableLayout.draw(canvas, 0, headed, headings, widths, false);
        headingClicks(canvas, widths);
        if (rows.isEmpty()) {
            String text = list.total() > 0 ? "Nothing contains \"" + list.filter() + "\". Esc clears the filter."
                    : isLoaded() ? empty() : "";
            canvas.text(2, 2, Fit.cut(text, canvas.columns() - 3), Role.MUTED);
            return;
        }
        int first = list.first(height);
        for (int i = first; i < Math.min(rows.size(), first + height); i++) {
            int row = 1 + i - first;
            TableLayout.draw(canvas, row, headed, rows.get(i), widths, i == list.selectedIndex());
            if (list.isMarked(list.items().get(i))) {
                canvas.text(row, 0, "✓", i == list.selectedIndex() ? Role.SELECTED : Role.KEY);
            }
            int index = i;
            canvas.onClick(row, 0, canvas.columns(), () -> list.selectIndex(index), () -> canvas.press("enter"));
        }
    }

    private void headingClicks(Canvas canvas, int[] widths) {
        int at = 1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                int column = i;
                canvas.onClick(0, at, widths[i], () -> order = order.by(column, columns), () -> order =
                        order.by(column, columns));
                at += widths[i] + TableLayout.GAP;
            }
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
            case MARK -> {
                list.toggleMark();
                list.move(1);
            }
            case MARK_ALL -> list.toggleAllMarks();
            case SORT -> order = order.next(columns);
            case SORT_REVERSE -> order = order.reversed();
            case BACK -> {
                boolean any = !list.marked().isEmpty();
                list.clearMarks();
                return any;
            }
            default -> {
                return list.selected().map(item -> act(action, item, targets(item))).orElse(false);
            }
        }
        return true;
    }

    private List<T> targets(T selected) {
        List<T> marked = list.marked();
        return marked.isEmpty() ? List.of(selected) : marked;
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
        int marked = list.marked().size();
        String marks = marked == 0 ? "" : ", " + marked + " marked";
        if (!list.filter().isEmpty()) {
            return list.items().size() + " of " + count + " with \"" + list.filter() + "\"" + marks;
        }
        return (list.items().isEmpty() ? count : list.selectedIndex() + 1 + " of " + count) + marks;
    }
}
