package dev.berth.console;

import java.util.List;

/**
 * What keys do in a scope.
 *
 * @param scope where
 * @param action what
 * @param keys the keys by the names that events have; the first one is shown in hints
 * @param hint a word for the bottom line, or an empty text
 * @param help a line for the help
 */
record Binding(Scope scope, Action action, List<String> keys, String hint, String help) {
}
