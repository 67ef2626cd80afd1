package dev.berth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A page that is a list with columns. Items can be marked; what a key does, it does to all marked ones then. */
abstract class ListPage<T> implements Page {
    /** In longer lists only what is to be seen decides on the widths of the columns. */
    private static final int MEASURED = 1000;

    private final ListLook<T> look;
    private final List<Scope> scopes;
    private final Supplier<List<T>> items;
    private final ListState<T> list;
    protected final Desk desk;
    private Order order = Order.ENGINES;
    private int height = 10;

    /**
     * An empty list.
     *
     * @param look how it looks
     * @param scopes whose keys hold here besides those of all lists, the narrowest first
     * @param items the items as they are known now
     */
    ListPage(ListLook<T> look, List<Scope> scopes, Supplier<List<T>> items, Desk desk) {
        this.look = look;
        this.items = items;
        this.desk = desk;
        this.scopes = new ArrayList<>(scopes);
        this.scopes.addAll(List.of(Scope.LISTS, Scope.MOVING, Scope.EVERYWHERE));
        list = new ListState<>(look.key(), look.searched());
    }

    /** Whether the items have come once. */
    protected boolean isLoaded() {
        return desk.data().areOthersLoaded();
    }

    /** Those of all items among which the filter looks. */
    protected List<T> shown(List<T> all) {
        return all;
    }

    /** What command lines name an item by, where they can. */
    protected Optional<Subject> subject(T item) {
        return Optional.empty();
    }

    @Override
    public List<Subject> subjects() {
        return list.selected().map(item -> targets(item).stream().flatMap(target -> subject(target).stream()).toList())
                .orElse(List.of());
    }

    /** What to show when there is none at all. */
    protected String empty() {
        return look.empty();
    }

    /**
     * Does what a key says.
     *
     * @param item the selected one
     * @param targets the marked ones, or the selected one when none is
     */
    protected abstract boolean act(Action action, T item, List<T> targets);

    @Override
    public String title() {
        return look.title();
    }

    @Override
    public List<Scope> scopes() {
        return scopes;
    }

    ListState<T> list() {
        return list;
    }

    /** How many there are, without the filter. */
    int total() {
        return items.get().size();
    }

    /** What is known may have changed since the last frame, and keys come faster than frames. */
    private void take() {
        list.items(order.sorted(shown(items.get()), look.orders()));
    }

    @Override
    public void draw(Canvas canvas) {
        take();
        height = Math.max(1, canvas.rows() - 1);
        List<Column> headed = order.headed(look.columns());
        int first = list.first(height);
        boolean measured = list.items().size() <= MEASURED;
        int from = measured ? 0 : first;
        int to = measured ? list.items().size() : Math.min(list.items().size(), first + height);
        List<List<TextCell>> rows = list.items().subList(from, to).stream().map(look.cells()).toList();
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
        for (int i = first; i < Math.min(to, first + height); i++) {
            int row = 1 + i - first;
            TableLayout.draw(canvas, row, headed, rows.get(i - from), widths, i == list.selectedIndex());
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
                canvas.onClick(0, at, widths[i], () -> order = order.by(column, look.columns()),
                        () -> order = order.by(column, look.columns()));
                at += widths[i] + TableLayout.GAP;
            }
        }
    }

    @Override
    public boolean perform(Action action) {
        take();
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
            case COPY -> list.selected().ifPresent(item ->
                    desk.copy(String.join(" ", targets(item).stream().map(look.name()).toList())));
            case SORT -> order = order.next(look.columns());
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
        String count = total + " " + look.noun() + (total == 1 ? "" : "s");
        int marked = list.marked().size();
        String marks = marked == 0 ? "" : ", " + marked + " marked";
        if (!list.filter().isEmpty()) {
            return list.items().size() + " of " + count + " with \"" + list.filter() + "\"" + marks;
        }
        return (list.items().isEmpty() ? count : list.selectedIndex() + 1 + " of " + count) + marks;
    }
}
