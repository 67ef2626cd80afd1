package dev.berth.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where the user is: one of the views, and the pages that have been opened over it, one over the other. */
final class Navigation {
    private final List<ListPage<?>> views;
    private final Deque<Page> opened = new ArrayDeque<>();
    private int view;

    Navigation(List<ListPage<?>> views) {
        this.views = views;
    }

    List<ListPage<?>> views() {
        return views;
    }

    /** The number of the view, from 0. */
    int view() {
        return view;
    }

    /** The page that is shown. */
    Page page() {
        return opened.isEmpty() ? views.get(view) : opened.peek();
    }

    /** The titles of the pages that are open over the view, the lowest first. */
    List<String> crumbs() {
        List<String> titles = new ArrayList<>();
        opened.descendingIterator().forEachRemaining(page -> titles.add(page.title()));
        return titles;
    }

    /** Shows a view; whatever is open belongs to the view before and is closed. */
    void show(int index) {
        boolean open = back();
        while (open) {
            open = back();
        }
        view = Math.floorMod(index, views.size());
    }

    /** Closes the page that is open over the view; false when there is none. */
    boolean back() {
        if (opened.isEmpty()) {
            return false;
        }
        opened.pop().hide();
        page().show();
        return true;
    }

    /** Shows a page over the one that is shown. */
    void open(Page page) {
        page().hide();
        opened.push(page);
        page.show();
    }
}
