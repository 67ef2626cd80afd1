package dev.berth.console;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How a list of one kind of items looks.
 *
 * @param title what the list is
 * @param noun what one of the items is
 * @param empty what to show when there is none at all
 * @param columns in the order of the cells
 * @param orders how each column is sorted
 * @param key what tells an item apart
 * @param name what to call an item in a command
 * @param searched the text in which a filter looks
 * @param cells an item's row
 */
record ListLook<T>(String title, String noun, String empty, List<Column> columns, List<Comparator<T>> orders,
        Function<T, String> key, Function<T, String> name, Function<T, String> searched,
        Function<T, List<TextCell>> cells) {
}
