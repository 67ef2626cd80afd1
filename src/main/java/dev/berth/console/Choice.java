package dev.berth.console;

/**
 * One of several things that can be chosen.
 *
 * @param text what it is
 * @param key a key that chooses it at once, or an empty text
 * @param action what to do then
 */
record Choice(String text, String key, Runnable action) {
}
