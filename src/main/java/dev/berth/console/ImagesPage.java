package dev.berth.console;

import java.util.List;

/** The list of images. */
final class ImagesPage extends ListPage<ImageItem> {
    ImagesPage(Desk desk) {
        super(ImageTable.LOOK, List.of(Scope.IMAGES), desk.data()::images, desk);
    }

    @Override
    protected boolean act(Action action, ImageItem item, List<ImageItem> targets) {
        switch (action) {
            case OPEN -> desk.open(new LayersPage(item, desk));
            case LAUNCH -> desk.launcher(item.name());
            case REMOVE -> remove(targets);
            case PRUNE -> prune();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void prune() {
        List<String> nameless = desk.data().images().stream().filter(item -> item.name().isEmpty())
                .map(ImageItem::shortId).toList();
        if (nameless.isEmpty()) {
            desk.say("Every image has a name", Role.INFO);
            return;
        }
        Pruning.ask(desk, Kind.IMAGE, nameless,
                List.of("Images without a name. Those that containers use are not removed."));
    }

    private void remove(List<ImageItem> targets) {
        List<String> meaning = targets.size() == 1
                ? List.of("Removes this name, and the image's data with its last name.",
                        "An image that containers use is not removed.")
                : List.of("Removes these names, and an image's data with its last name.",
                        "Images that containers use are not removed.");
        desk.confirm(Confirmation.of("Remove image", "name", targets.stream().map(ImageItem::reference).toList(),
                meaning, () -> Batch.run(desk, "Removing", "Removed", targets, ImageItem::reference,
                        image -> desk.source().perform(Verb.REMOVE_IMAGE, image.reference()))).button("Remove"));
    }
}
