package dev.berth.console;

import java.util.List;

/** The list of containers. */
final class ContainersPage extends ListPage<ContainerItem> {
    ContainersPage(Desk desk) {
        super("Containers", "container", ContainerTable.COLUMNS,
                ContainerTable.orders(id -> desk.data().usage(id)), ContainerItem::id,
                item -> item.name() + " " + item.image() + " " + item.state() + " " + item.id(), desk);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.CONTAINER_LIST, Scope.CONTAINERS, Scope.LISTS, Scope.MOVING, Scope.EVERYWHERE);
    }

    @Override
    protected List<ContainerItem> current() {
        return desk.data().containers();
    }

    @Override
    protected boolean isLoaded() {
        return desk.data().isLoaded();
    }

    @Override
    protected List<TextCell> cells(ContainerItem item) {
        return ContainerTable.cells(item, desk.data().usage(item.id()));
    }

    @Override
    protected String empty() {
        return "No containers. Press n to launch one from a profile.";
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
