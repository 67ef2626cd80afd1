package dev.berth.console;

import java.util.List;
import java.util.Optional;

/** The list of volumes. */
final class VolumesPage extends ListPage<VolumeItem> {
    VolumesPage(Desk desk) {
        super(VolumeTable.LOOK, List.of(Scope.VOLUMES), desk.data()::volumes, desk);
    }

    @Override
    protected Optional<Subject> subject(VolumeItem item) {
        return Optional.of(new Subject(Kind.VOLUME, item.name(), item.name(), ""));
    }

    @Override
    protected boolean act(Action action, VolumeItem item, List<VolumeItem> targets) {
        switch (action) {
            case OPEN -> desk.open(new VolumePage(item, desk));
            case PRUNE -> desk.front(new Chooser("Remove volumes that no container uses", List.of(
                    new Choice("those that nobody gave a name", "", () -> prune(false)),
                    new Choice("all of them", "", () -> prune(true)))));
            case REMOVE -> remove(targets);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void prune(boolean named) {
        Pruning.ask(desk, Kind.VOLUME, named, List.of(), List.of((named ? "All volumes" : "Volumes without a name of "
                + "their own") + " that no container uses, with what was written to them."));
    }

    private void remove(List<VolumeItem> targets) {
        desk.confirm(Confirmation.of("Remove volume", "volume", targets.stream().map(VolumeItem::name).toList(),
                List.of("All that was written to it is lost. A volume that a container uses is not removed."),
                () -> Batch.run(desk, "Removing", "Removed", targets, VolumeItem::name,
                        volume -> desk.source().perform(Verb.REMOVE_VOLUME, volume.name()))).button("Remove"));
    }
}
