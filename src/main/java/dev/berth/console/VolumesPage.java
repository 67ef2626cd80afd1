package dev.berth.console;

import java.util.List;

/** The list of volumes. */
final class VolumesPage extends ListPage<VolumeItem> {
    VolumesPage(Desk desk) {
        super(VolumeTable.LOOK, List.of(Scope.VOLUMES), desk.data()::volumes, desk);
    }

    @Override
    protected boolean act(Action action, VolumeItem item, List<VolumeItem> targets) {
        switch (action) {
            case OPEN -> desk.open(new VolumePage(item, desk));
            case PRUNE -> Pruning.ask(desk, Kind.VOLUME, List.of(),
                    List.of("All volumes that no container uses, with what was written to them."));
            case REMOVE -> remove(targets);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void remove(List<VolumeItem> targets) {
        desk.confirm(Confirmation.of("Remove volume", "volume", targets.stream().map(VolumeItem::name).toList(),
                List.of("All that was written to it is lost. A volume that a container uses is not removed."),
                () -> Batch.run(desk, "Removing", "Removed", targets, VolumeItem::name,
                        volume -> desk.source().perform(Verb.REMOVE_VOLUME, volume.name()))).button("Remove"));
    }
}
