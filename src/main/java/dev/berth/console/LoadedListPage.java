package dev.berth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A list that is asked for when its page is opened. */
abstract class LoadedListPage<T> extends ListPage<T> {
    private final Callable<List<T>> loader;
    private final List<T> loaded;
    private boolean asked;
    private boolean answered;
    private String problem = "";

    /**
     * Nothing yet.
     *
     * @param loader asks for the items; may wait
     */
    LoadedListPage(ListLook<T> look, List<Scope> scopes, Callable<List<T>> loader, Desk desk) {
        this(look, scopes, loader, desk, new ArrayList<>());
    }

    private LoadedListPage(ListLook<T> look, List<Scope> scopes, Callable<List<T>> loader, Desk desk, List<T> loaded) {
        super(look, scopes, () -> loaded, desk);
        this.loader = loader;
        this.loaded = loaded;
    }

    /** All items that have come, without the filter. */
    protected List<T> all() {
        return loaded;
    }

    @Override
    public void show() {
        if (asked) {
            return;
        }
        asked = true;
        desk.background().submit(loader, found -> {
            loaded.addAll(found);
            answered = true;
        }, failure -> {
            problem = failure;
            answered = true;
            asked = false;
        });
    }

    @Override
    protected boolean isLoaded() {
        return answered;
    }

    @Override
    protected String empty() {
        return problem.isEmpty() ? super.empty() : problem;
    }
}
