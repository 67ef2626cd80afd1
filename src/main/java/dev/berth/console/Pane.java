package dev.berth.console;

import java.util.List;

/** One of the tabs on a container's page. */
interface Pane {
    /** The tab's word. */
    String title();

    /** Whose keys hold on this tab only. */
    default List<Scope> scopes() {
        return List.of();
    }

    /** Draws the tab's contents for what is known of the container now. */
    void draw(Canvas canvas);

    /** Carries out an action; false when it means nothing here. */
    boolean perform(Action action);

    /** The tab is shown from now on. */
    void show();

    /** The tab is hidden, or the page closed: nothing that costs goes on. */
    void hide();

    /** What is shown here may have changed: its container was started, stopped and the like. */
    default void changed() {
    }

    /** The filter's text, or an empty one. */
    default String filter() {
        return "";
    }

    /** Filters while the user types; nothing where there is nothing to filter. */
    default void filter(String text) {
    }

    /** What the status line says. */
    String status();
}
