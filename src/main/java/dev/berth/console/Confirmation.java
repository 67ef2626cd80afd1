package dev.berth.console;

import java.util.List;

/**
 * A question before something is done.
 *
 * @param title what is to be done and to what, as {@code Stop web-1}
 * @param lines what that means
 * @param button the word on the button that does it
 * @param action what to do then
 */
record Confirmation(String title, List<String> lines, String button, Runnable action) {
}
