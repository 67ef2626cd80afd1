package dev.berth.console;

import java.util.List;
import java.util.Optional;

/** One container: its logs, its details and what it uses, each on a tab. */
final class ContainerPage extends TabbedPage {
    private ContainerItem item;

    ContainerPage(ContainerItem item, Desk desk) {
        super(desk, Scope.CONTAINERS, List.of(new LogsPane(item.id(), item.name(), desk),
                new DetailsPane("Details", () -> desk.source().details(item.id()), "", desk),
                new StatsPane(item.id(), desk), new ProcessesPane(item.id(), desk)));
        this.item = item;
    }

    @Override
    public String title() {
        return item.name();
    }

    @Override
    protected void head(Canvas canvas, int column) {
        boolean gone = desk.data().isLoaded() && desk.data().container(item.id()).isEmpty();
        ContainerItem now = desk.data().container(item.id()).orElse(item);
        if (!now.state().equals(item.state()) || !now.status().equals(item.status())) {
            changed();
        }
        item = now;
        TextCell state = gone ? new TextCell("✗ removed", Role.BAD) : ContainerStatus.cell(item.state(), item.status());
        int at = canvas.text(0, column, state.text(), state.role());
        canvas.text(0, at + 2, Fit.cut(item.image() + "  " + item.status(), canvas.columns() - at - 3), Role.MUTED);
    }

    @Override
    public Optional<String> hint(Action action) {
        return ContainerActions.hint(action, item);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(item.subject());
    }

    @Override
    protected boolean act(Action action) {
        return ContainerActions.perform(action, item, List.of(item), desk);
    }
}
