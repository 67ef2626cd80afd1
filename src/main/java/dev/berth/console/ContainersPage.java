package dev.berth.console;

import java.util.List;

/** The list of containers. */
final class ContainersPage extends ListPage<ContainerItem> {
    ContainersPage(Desk desk) {
        super(ContainerTable.look(id -> desk.data().usage(id)), List.of(Scope.CONTAINER_LIST, Scope.CONTAINERS),
                desk.data()::containers, desk);
    }

    @Override
    protected boolean isLoaded() {
        return desk.data().isLoaded();
    }

    @Override
    protected boolean act(Action action, ContainerItem item, List<ContainerItem> targets) {
        if (action == Action.OPEN) {
            desk.open(new ContainerPage(item, desk));
            return true;
        }
        return ContainerActions.perform(action, item, targets, desk);
    }
}
