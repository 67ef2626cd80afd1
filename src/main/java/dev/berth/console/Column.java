package dev.berth.console;

/**
 * A column of a table.
 *
 * @param title its heading
 * @param minimum the cells that it needs; with fewer for all columns the least important ones go
 * @param maximum the cells beyond which it grows only when no other column needs them
 * @param right whether its text stands at the right
 * @param importance the least important columns go first
 */
record Column(String title, int minimum, int maximum, boolean right, int importance) {

    /** The same column with another heading. */
    Column titled(String heading) {
        return new Column(heading, minimum, maximum, right, importance);
    }
}
