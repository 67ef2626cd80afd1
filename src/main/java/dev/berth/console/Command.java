package dev.berth.console;

/**
 * Something that can be chosen by its name.
 *
 * @param name the name
 * @param key the key that does the same, or an empty text
 * @param help what it does
 * @param action does it
 */
record Command(String name, String key, String help, Runnable action) {
}
