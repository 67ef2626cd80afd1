package dev.berth.console;

import java.time.Instant;
import java.util.List;

/** The list of images. */
final class ImagesPage extends ListPage<ImageItem> {
    private final Source source;

    ImagesPage(Desk desk, Source source) {
        super("Images", "image", ImageTable.COLUMNS, ImageItem::key, item -> item.name() + " " + item.id(), desk);
        this.source = source;
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.IMAGES, Scope.MOVING, Scope.EVERYWHERE);
    }

    @Override
    protected List<ImageItem> current() {
        return desk.data().images();
    }

    @Override
    protected List<TextCell> cells(ImageItem item) {
        return ImageTable.cells(item, Instant.now());
    }

    @Override
    protected String empty() {
        return "No images. berth import or berth load brings one in; profiles may use \"host\".";
    }

    @Override
    protected boolean act(Action action, ImageItem item) {
        if (action != Action.REMOVE) {
            return false;
        }
        String reference = item.reference();
        desk.confirm(new Confirmation("Remove image " + reference,
                List.of("Removes this name, and the image's data with its last name.",
                        "An image that containers use is not removed."),
                "Remove", () -> desk.work("Removing " + reference, "Removed " + reference,
                        () -> source.removeImage(reference))));
        return true;
    }
}
