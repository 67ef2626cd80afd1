package dev.berth.console;

import java.util.ArrayList;
import java.util.List;

/** A page with several tabs, one of which is shown. */
abstract class TabbedPage implements Page {
    protected final Desk desk;
    private final List<Pane> panes;
    private final Scope scope;
    private int shown;

    /**
     * A page that shows its first tab.
     *
     * @param scope whose keys hold on all tabs
     */
    TabbedPage(Desk desk, Scope scope, List<Pane> panes) {
        this.desk = desk;
        this.scope = scope;
        this.panes = panes;
    }

    /** Draws what stands behind the tabs' words, from a column on. */
    protected abstract void head(Canvas canvas, int column);

    /** Does what no tab does. */
    protected abstract boolean act(Action action);

    @Override
    public List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>(panes.get(shown).scopes());
        scopes.add(Scope.TABS);
        scopes.add(scope);
        scopes.add(Scope.MOVING);
        scopes.add(Scope.EVERYWHERE);
        return scopes;
    }

    @Override
    public void draw(Canvas canvas) {
        int at = 1;
        for (int i = 0; i < panes.size(); i++) {
            int from = at;
            int index = i;
            at = canvas.text(0, at, " " + panes.get(i).title() + " ", i == shown ? Role.ACTIVE_TAB : Role.TAB) + 1;
            canvas.onClick(0, from, at - from - 1, () -> turnTo(index), () -> { });
        }
        head(canvas, at + 1);
        panes.get(shown).draw(canvas.part(1, 0, canvas.rows() - 1, canvas.columns()));
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case NEXT_TAB -> turnTo((shown + 1) % panes.size());
            case PREVIOUS_TAB -> turnTo((shown + panes.size() - 1) % panes.size());
            default -> {
                return panes.get(shown).perform(action) || act(action);
            }
        }
        return true;
    }

    private void turnTo(int index) {
        if (index != shown) {
            panes.get(shown).hide();
            shown = index;
            panes.get(shown).show();
        }
    }

    /** Tells the tab that is shown that what it shows may have changed. */
    protected void changed() {
        panes.get(shown).changed();
    }

    @Override
    public String filter() {
        return panes.get(shown).filter();
    }

    @Override
    public void filter(String text) {
        panes.get(shown).filter(text);
    }

    @Override
    public String status() {
        return panes.get(shown).status();
    }

    @Override
    public void show() {
        panes.get(shown).show();
    }

    @Override
    public void hide() {
        panes.get(shown).hide();
    }
}
