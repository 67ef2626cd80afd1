package dev.berth.console;

import java.util.List;
import java.util.Optional;

/** The list of containers: of all, or of those that run. */
final class ContainersPage extends ListPage<ContainerItem> {
    private boolean onlyLive;

    ContainersPage(Desk desk) {
        super(ContainerTable.look(id -> desk.data().usage(id)), List.of(Scope.CONTAINER_LIST, Scope.CONTAINERS),
                desk.data()::containers, desk);
    }

    @Override
    protected List<ContainerItem> shown(List<ContainerItem> all) {
        return onlyLive ? all.stream().filter(ContainerItem::isLive).toList() : all;
    }

    @Override
    protected String empty() {
        return onlyLive && total() > 0 ? "No container runs. A shows all " + total() + "." : super.empty();
    }

    @Override
    public String status() {
        int hidden = total() - list().total();
        return super.status() + (onlyLive ? ", " + hidden + (hidden == 1 ? " that does" : " that do")
                + " not run hidden: A shows all" : "");
    }

    @Override
    public boolean perform(Action action) {
        if (action == Action.SHOW_ALL) {
            onlyLive = !onlyLive;
            return true;
        }
        return super.perform(action);
    }

    @Override
    protected Optional<Subject> subject(ContainerItem item) {
        return Optional.of(item.subject());
    }

    @Override
    protected boolean isLoaded() {
        return desk.data().isLoaded();
    }

    @Override
    public Optional<String> hint(Action action) {
        return list().selected().flatMap(item -> ContainerActions.hint(action, item));
    }

    @Override
    protected boolean act(Action action, ContainerItem item, List<ContainerItem> targets) {
        if (action == Action.OPEN) {
            desk.open(new ContainerPage(item, desk));
            return true;
        }
        if (action == Action.PRUNE) {
            prune();
            return true;
        }
        return ContainerActions.perform(action, item, targets, desk);
    }

    private void prune() {
        List<String> ended = desk.data().containers().stream().filter(item -> !item.isLive())
                .map(ContainerItem::name).toList();
        if (ended.isEmpty()) {
            desk.say("No container has ended", Role.INFO);
            return;
        }
        Pruning.ask(desk, Kind.CONTAINER, false, ended,
                List.of("Containers that do not run: their own files and logs are lost; volumes stay."));
    }
}
