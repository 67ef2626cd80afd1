package dev.berth.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a list is sorted: by the values of one of its columns, or as the engine lists it.
 *
 * @param column the number of the column; -1 is the engine's own order
 * @param descending whether the greatest comes first
 */
record Order(int column, boolean descending) {

    /** The engine's own order. */
    static final Order ENGINES = new Order(-1, false);

    /** By the next column, numbers with the greatest first; after the last one the engine's order. */
    Order next(List<Column> columns) {
        int next = column + 1;
        return next < columns.size() ? of(next, columns) : ENGINES;
    }

    /** By a column; by the same one once more is the other way round. */
    Order by(int wanted, List<Column> columns) {
        return wanted == column ? reversed() : of(wanted, columns);
    }

    private static Order of(int column, List<Column> columns) {
        return new Order(column, columns.get(column).right());
    }

    /** The other way round; nothing for the engine's order. */
    Order reversed() {
        return column < 0 ? this : new Order(column, !descending);
    }

    /** The items in this order. */
    <T> List<T> sorted(List<T> items, List<Comparator<T>> orders) {
        if (column < 0) {
            return items;
        }
        Comparator<T> comparator = orders.get(column);
        return items.stream().sorted(descending ? comparator.reversed() : comparator).toList();
    }

    /** The columns with a sign at the one that the list is sorted by. */
    List<Column> headed(List<Column> columns) {
        if (column < 0) {
            return columns;
        }
        List<Column> headed = new ArrayList<>(columns);
        Column sorted = columns.get(column);
        headed.set(column, sorted.titled(sorted.title() + (descending ? "↓" : "↑")));
        return headed;
    }
}
