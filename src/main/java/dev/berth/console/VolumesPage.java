package dev.berth.console;

import java.util.List;

/** The list of volumes. */
final class VolumesPage extends ListPage<VolumeItem> {

    VolumesPage(Desk desk) {
        super("Volumes", "volume", VolumeTable.COLUMNS, VolumeTable.ORDERS, VolumeItem::name,
                item -> item.name() + " " + item.directory(), desk);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.VOLUMES, Scope.LISTS, Scope.MOVING, Scope.EVERYWHERE);
    }

    @Override
    protected List<VolumeItem> current() {
        return desk.data().volumes();
    }

    @Override
    protected List<TextCell> cells(VolumeItem item) {
        return VolumeTable.cells(item);
    }

    @Override
    protected String empty() {
        return "No volumes. A container that is run with -v NAME:/PATH makes one.";
    }

    @Override
    protected boolean act(Action action, VolumeItem item, List<VolumeItem> targets) {
        if (action != Action.REMOVE) {
            return false;
        }
        desk.confirm(Confirmation.of("Remove volume", "volume", targets.stream().map(VolumeItem::name).toList(),
                List.of("All that was written to it is lost. A volume that a container uses is not removed."),
                () -> Batch.run(desk, "Removing", "Removed", targets, VolumeItem::name,
                        volume -> desk.source().removeVolume(volume.name()))).button("Remove"));
        return true;
    }
}
