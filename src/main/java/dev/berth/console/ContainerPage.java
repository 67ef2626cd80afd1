package dev.berth.console;

import java.util.List;

/** One container: its logs, its details and what it uses, each on a tab. */
final class ContainerPage implements Page {
    private final Desk desk;
    private final List<Pane> panes;
    private ContainerItem item;
    private boolean gone;
    private int shown;

    ContainerPage(ContainerItem item, Desk desk) {
        this.item = item;
        this.desk = desk;
        panes = List.of(new LogsPane(item.id(), desk), new DetailsPane(item.id(), desk),
                new StatsPane(item.id(), desk));
    }

    @Override
    public String title() {
        return item.name();
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.CONTAINER, Scope.CONTAINERS, Scope.MOVING, Scope.EVERYWHERE);
    }

    @Override
    public void draw(Canvas canvas) {
        gone = desk.data().isLoaded() && desk.data().container(item.id()).isEmpty();
        item = desk.data().container(item.id()).orElse(item);
        int at = 1;
        for (int i = 0; i < panes.size(); i++) {
            at = canvas.text(0, at, " " + panes.get(i).title() + " ", i == shown ? Role.ACTIVE_TAB : Role.TAB) + 1;
        }
        TextCell state = gone ? new TextCell("✗ removed", Role.BAD) : ContainerTable.state(item.state());
        at = canvas.text(0, at + 1, state.text(), state.role());
        canvas.text(0, at + 2, Fit.cut(item.image() + "  " + item.status(), canvas.columns() - at - 3), Role.MUTED);
        panes.get(shown).draw(canvas.part(1, 0, canvas.rows() - 1, canvas.columns()));
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case NEXT_TAB -> turnTo((shown + 1) % panes.size());
            case PREVIOUS_TAB -> turnTo((shown + panes.size() - 1) % panes.size());
            default -> {
                return panes.get(shown).perform(action)
                        || ContainerActions.perform(action, item, desk);
            }
        }
        return true;
    }

    private void turnTo(int index) {
        panes.get(shown).hide();
        shown = index;
        panes.get(shown).show();
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
