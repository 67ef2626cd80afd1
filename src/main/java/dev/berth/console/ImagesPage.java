package dev.berth.console;

import java.time.Instant;
import java.util.List;

/** The list of images. */
final class ImagesPage extends ListPage<ImageItem> {
    private final Source source;

    ImagesPage(Desk desk, Source source) {
        super("Images", "image", ImageTable.COLUMNS, ImageTable.ORDERS, ImageItem::key, item -> item.name() + " " + item.id(), desk);
        this.source = source;
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.IMAGES, Scope.LISTS, Scope.MOVING, Scope.EVERYWHERE);
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
    protected boolean act(Action action, ImageItem item, List<ImageItem> targets) {
        switch (action) {
            case OPEN -> desk.open(new LayersPage(item, desk));
            case LAUNCH -> desk.launcher(item.name());
            case REMOVE -> remove(targets);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void remove(List<ImageItem> targets) {
        List<String> meaning = targets.size() == 1
                ? List.of("Removes this name, and the image's data with its last name.",
                        "An image that containers use is not removed.")
                : List.of("Removes these names, and an image's data with its last name.",
                        "Images that containers use are not removed.");
        desk.confirm(Confirmation.of("Remove image", "name", targets.stream().map(ImageItem::reference).toList(),
                meaning, () -> Batch.run(desk, "Removing", "Removed", targets, ImageItem::reference,
                        image -> source.removeImage(image.reference()))).button("Remove"));
    }
}
