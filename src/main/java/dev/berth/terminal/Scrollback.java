package dev.berth.terminal;

/** The lines that have left the top of the screen: a ring that forgets the oldest. */
final class Scrollback {
    private final int capacity;
    private Row[] ring = new Row[0];
    private int first;
    private int count;

    Scrollback(int capacity) {
        this.capacity = capacity;
    }

    int count() {
        return count;
    }

    /** The line at {@code index}; 0 is the oldest. */
    Row get(int index) {
        return ring[(first + index) % ring.length];
    }

    /** Keeps a copy of the row without its trailing blanks. */
    void push(Row row) {
        if (capacity == 0) {
            return;
        }
        Row kept = row.resized(row.usedColumns());
        kept.wrapped = row.wrapped;
        if (count == ring.length && count < capacity) {
            grow();
        }
        if (count == capacity) {
            ring[first] = kept;
            first = (first + 1) % ring.length;
        } else {
            ring[(first + count++) % ring.length] = kept;
        }
    }

    /** Takes the newest line back, when the screen grows. */
    Row pop() {
        int index = (first + --count) % ring.length;
        Row row = ring[index];
        ring[index] = null;
        return row;
    }

    void clear() {
        ring = new Row[0];
        first = 0;
        count = 0;
    }

    private void grow() {
        Row[] larger = new Row[Math.min(capacity, Math.max(32, count * 2))];
        for (int i = 0; i < count; i++) {
            larger[i] = get(i);
        }
        ring = larger;
        first = 0;
    }
}
