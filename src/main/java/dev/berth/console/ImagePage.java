package dev.berth.console;

import java.util.List;

/** One image: what is to know of it. */
final class ImagePage extends TabbedPage {
    private final ImageItem item;

    ImagePage(ImageItem item, Desk desk) {
        super(desk, Scope.ONE_IMAGE, List.of(
                new DetailsPane("Details", () -> desk.source().imageDetails(item.reference()), "", desk)));
        this.item = item;
    }

    @Override
    public String title() {
        return item.reference();
    }

    @Override
    protected void head(Canvas canvas, int column) {
        canvas.text(0, column, Fit.cut(item.shortId() + "  " + Amount.decimal(item.sizeBytes()),
                canvas.columns() - column - 1), Role.MUTED);
    }

    @Override
    protected boolean act(Action action) {
        switch (action) {
            case OPEN -> desk.open(new LayersPage(item, desk));
            case LAUNCH -> desk.launcher(item.name());
            default -> {
                return false;
            }
        }
        return true;
    }
}
