package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import dev.berth.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What clicks do at the places of the frame that is shown; each frame says it anew. */
final class Clicks {
    private static final long DOUBLE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /**
     * A place.
     *
     * @param once what a click does
     * @param twice what a second click soon after does
     */
    private record Place(int row, int column, int width, Runnable once, Runnable twice) {
        boolean contains(int atRow, int atColumn) {
            return row == atRow && atColumn >= column && atColumn < column + width;
        }
    }

    private final Consumer<KeyPress> keys;
    private final List<Place> places = new ArrayList<>();
    private int lastRow = -1;
    private int lastColumn;
    private long last;

    /**
     * No places yet.
     *
     * @param keys takes the key that a place stands for
     */
    Clicks(Consumer<KeyPress> keys) {
        this.keys = keys;
    }

    /** Forgets all places: a new frame is drawn, or something in front of it that takes all clicks. */
    void clear() {
        places.clear();
    }

    /** A place where clicks do something; one that is added later lies in front. */
    void add(int row, int column, int width, Runnable once, Runnable twice) {
        places.add(new Place(row, column, width, once, twice));
    }

    /** A place where a click is as good as a key. */
    void add(int row, int column, int width, String key) {
        add(row, column, width, () -> press(key), () -> { });
    }

    /** Does what a key does, as if it were pressed. */
    void press(String key) {
        keys.accept(named(key));
    }

    /** A click, or the second one of two. */
    void click(int row, int column, long now) {
        boolean second = row == lastRow && column == lastColumn && now - last < DOUBLE_NANOS;
        lastRow = second ? -1 : row;
        lastColumn = column;
        last = now;
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            if (place.contains(row, column)) {
                (second ? place.twice() : place.once()).run();
                return;
            }
        }
    }

    /** The key of a name as the key table has it. */
    static KeyPress named(String name) {
        boolean ctrl = name.startsWith("ctrl-");
        String plain = ctrl ? name.substring(5) : name;
        Optional<Key> key = List.of(Key.values()).stream().filter(k -> k.label().equals(plain)).findFirst();
        int codePoint = plain.equals("space") ? ' ' : plain.codePointAt(0);
        int modifiers = ctrl ? KeyPress.CTRL : 0;
        if (plain.startsWith("shift-")) {
            return new KeyPress(Key.TAB, 0, KeyPress.SHIFT);
        }
        return key.isPresent() ? new KeyPress(key.get(), 0, modifiers)
                : new KeyPress(Key.CHARACTER, codePoint, modifiers);
    }
}
