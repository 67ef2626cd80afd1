package dev.berth.console;

import java.util.List;

/** One volume: what is to know of it, and which containers use it. */
final class VolumePage extends TabbedPage {
    private final VolumeItem item;

    VolumePage(VolumeItem item, Desk desk) {
        super(desk, Scope.VOLUMES,
                List.of(new DetailsPane("Details", () -> desk.source().volumeDetails(item.name()), "", desk)));
        this.item = item;
    }

    @Override
    public String title() {
        return item.name();
    }

    @Override
    protected void head(Canvas canvas, int column) {
        canvas.text(0, column, Fit.cut(item.directory(), canvas.columns() - column - 1), Role.MUTED);
    }

    @Override
    protected boolean act(Action action) {
        return false;
    }
}
