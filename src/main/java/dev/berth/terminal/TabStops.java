package dev.berth.terminal;

import java.util.Arrays;

/** The columns where a tab stops; every eighth to begin with. */
final class TabStops {
    private boolean[] stops;

    TabStops(int columns) {
        stops = new boolean[columns];
        reset(0);
    }

    void reset() {
        reset(0);
    }

    private void reset(int from) {
        for (int i = from; i < stops.length; i++) {
            stops[i] = i > 0 && i % 8 == 0;
        }
    }

    void resize(int columns) {
        int old = stops.length;
        stops = Arrays.copyOf(stops, columns);
        reset(Math.min(old, columns));
    }

    void set(int column, boolean on) {
        stops[column] = on;
    }

    void clear() {
        Arrays.fill(stops, false);
    }

    boolean isSet(int column) {
        return stops[column];
    }

    boolean isDefault() {
        for (int i = 0; i < stops.length; i++) {
            if (stops[i] != (i > 0 && i % 8 == 0)) {
                return false;
            }
        }
        return true;
    }

    /** The next stop after a column, or the last column. */
    int next(int column) {
        int at = column + 1;
        while (at < stops.length - 1 && !stops[at]) {
            at++;
        }
        return Math.min(at, stops.length - 1);
    }

    /** The stop before a column, or the first column. */
    int previous(int column) {
        int at = column - 1;
        while (at > 0 && !stops[at]) {
            at--;
        }
        return Math.max(at, 0);
    }
}
