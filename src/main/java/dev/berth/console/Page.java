package dev.berth.console;

import java.util.List;
import java.util.Optional;

/** What fills the screen between the top line and the bottom lines. */
interface Page {
    /** What the page is, for the top line. */
    String title();

    /** Whose keys hold here, the narrowest first. */
    List<Scope> scopes();

    /** Draws the page. */
    void draw(Canvas canvas);

    /** What is marked, or else selected, for command lines. */
    default List<Subject> subjects() {
        return List.of();
    }

    /** Carries out an action; false when it means nothing here. */
    boolean perform(Action action);

    /** The filter's text, or an empty one. */
    String filter();

    /** Filters while the user types. */
    void filter(String text);

    /** What the status line says: counts and the like. */
    String status();

    /** Another word at the bottom for what a key does, where it does something else now than its binding says. */
    default Optional<String> hint(Action action) {
        return Optional.empty();
    }

    /** The page is shown from now on. */
    default void show() {
    }

    /** The page is shown no more: nothing that costs goes on. */
    default void hide() {
    }
}
