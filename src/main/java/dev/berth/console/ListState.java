package dev.berth.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is shown of a list: the filter, the selected item and the first visible one. The selection is kept by the items'
 * keys, so it stays on its item when the list changes.
 */
final class ListState<T> {
    /** As much of a key as tells that one is meant. */
    private static final int LEAST_OF_KEY = 4;

    private final Function<T, String> key;
    private final Function<T, String> searched;
    private List<T> all = List.of();
    private List<T> filtered = List.of();
    private String filter = "";
    private String selectedKey = "";
    /** The key of an item that is to be selected when it comes; an empty text for none. */
    private String awaitedKey = "";
    private final Set<String> marks = new LinkedHashSet<>();
    private int selected;
    private int first;

    /**
     * An empty list.
     *
     * @param key what tells an item apart
     * @param searched the text in which a filter looks
     */
    ListState(Function<T, String> key, Function<T, String> searched) {
        this.key = key;
        this.searched = searched;
    }

    void items(List<T> items) {
        all = items;
        refilter();
    }

    void filter(String text) {
        filter = text;
        refilter();
    }

    String filter() {
        return filter;
    }

    private void refilter() {
        filtered = new ArrayList<>();
        Filter wanted = new Filter(filter);
        for (T item : all) {
            if (wanted.isEmpty() || wanted.passes(searched.apply(item)) || isKeyOf(item)) {
                filtered.add(item);
            }
        }
        if (!awaitedKey.isEmpty() && find(awaitedKey)) {
            awaitedKey = "";
        } else if (!find(selectedKey)) {
            // What was selected is gone or hidden: what has moved into its place is next, and stays so.
            selected = Math.max(0, Math.min(selected, filtered.size() - 1));
        }
        keep();
    }

    /** An id is found by its beginning only: a few letters are somewhere in many of them. */
    private boolean isKeyOf(T item) {
        return filter.length() >= LEAST_OF_KEY && key.apply(item).startsWith(filter);
    }

    private boolean find(String wanted) {
        for (int i = 0; i < filtered.size(); i++) {
            if (key.apply(filtered.get(i)).equals(wanted)) {
                selected = i;
                return true;
            }
        }
        return false;
    }

    private void keep() {
        if (!filtered.isEmpty()) {
            selectedKey = key.apply(filtered.get(selected));
        }
    }

    /** The items that pass the filter. */
    List<T> items() {
        return filtered;
    }

    int total() {
        return all.size();
    }

    Optional<T> selected() {
        return filtered.isEmpty() ? Optional.empty() : Optional.of(filtered.get(selected));
    }

    int selectedIndex() {
        return selected;
    }

    /** Selects the item with this key, now or when it comes. */
    void select(String itemKey) {
        awaitedKey = itemKey;
        refilter();
    }

    void move(int by) {
        if (!filtered.isEmpty()) {
            selected = Math.max(0, Math.min(selected + by, filtered.size() - 1));
            awaitedKey = "";
            keep();
        }
    }

    /** Marks the selected item, or takes its mark away. */
    void toggleMark() {
        selected().map(key).ifPresent(marked -> {
            if (!marks.remove(marked)) {
                marks.add(marked);
            }
        });
    }

    /** Marks all that pass the filter; when they are marked already, none is. */
    void toggleAllMarks() {
        List<String> keys = filtered.stream().map(key).toList();
        if (!marks.addAll(keys)) {
            keys.forEach(marks::remove);
        }
    }

    void clearMarks() {
        marks.clear();
    }

    boolean isMarked(T item) {
        return marks.contains(key.apply(item));
    }

    /** The marked items, also those that the filter hides. */
    List<T> marked() {
        return marks.isEmpty() ? List.of() : all.stream().filter(this::isMarked).toList();
    }

    /** Selects one of the items that pass the filter by its place. */
    void selectIndex(int index) {
        move(index - selected);
    }

    /** The first visible item for a height, so that the selected one is visible with some around it. */
    int first(int height) {
        int margin = Math.min(2, Math.max(0, (height - 1) / 2));
        first = Math.min(first, selected - margin);
        first = Math.max(first, selected + margin - height + 1);
        first = Math.max(0, Math.min(first, filtered.size() - height));
        return first;
    }
}
