package dev.berth.console;

import java.util.List;

/** What fills the screen between the top line and the bottom lines. */
interface Page {
    /** What the page is, for the top line. */
    String title();

    /** Whose keys hold here, the narrowest first. */
    List<Scope> scopes();

    /** Draws the page. */
    void draw(Canvas canvas);

    /** Carries out an action; false when it means nothing here. */
    boolean perform(Action action);

    /** The filter's text, or an empty one. */
    String filter();

    /** Filters while the user types. */
    void filter(String text);

    /** What the status line says: counts and the like. */
    String status();

    /** The page is shown from now on. */
    default void show() {
    }

    /** The page is shown no more: nothing that costs goes on. */
    default void hide() {
    }
}
