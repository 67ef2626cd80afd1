package dev.berth.console;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of images. */
final class ImagesPage extends ListPage<ImageItem> {
    ImagesPage(Desk desk) {
        super(ImageTable.LOOK, List.of(Scope.IMAGES), desk.data()::images, desk);
    }

    @Override
    protected Optional<Subject> subject(ImageItem item) {
        return Optional.of(new Subject(Kind.IMAGE, item.reference(), item.id(), item.reference()));
    }

    @Override
    protected boolean act(Action action, ImageItem item, List<ImageItem> targets) {
        switch (action) {
            case OPEN -> desk.open(new LayersPage(item, desk));
            case LAUNCH -> desk.launcher(item.name());
            case REMOVE -> remove(targets);
            case PRUNE -> prune();
            case VIEW -> desk.open(new ImagePage(item, desk));
            case USERS -> desk.containersOf(item.name().isEmpty() ? item.shortId() : item.name());
            case COPY_ID -> desk.copy(String.join(" ", targets.stream().map(ImageItem::id).toList()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void prune() {
        List<String> nameless = unused(desk.data().images().stream().filter(item -> item.name().isEmpty()));
        List<String> all = unused(desk.data().images().stream());
        if (all.isEmpty()) {
            desk.say("Containers use every image", Role.INFO);
        } else if (nameless.isEmpty() || nameless.size() == all.size()) {
            prune(nameless.isEmpty(), all);
        } else {
            desk.front(new Chooser("Remove images that no container uses", List.of(
                    new Choice("those without a name: " + nameless.size(), "", () -> prune(false, nameless)),
                    new Choice("all of them: " + all.size(), "", () -> prune(true, all)))));
        }
    }

    /** As far as the engine counts who uses them; it decides for itself when it removes them. */
    private static List<String> unused(Stream<ImageItem> images) {
        return images.filter(item -> item.containers() <= 0).map(ImageItem::reference).toList();
    }

    private void prune(boolean named, List<String> images) {
        Pruning.ask(desk, Kind.IMAGE, named, images, List.of(named
                ? "They have to be pulled or built again. Those that containers use are not removed."
                : "Images without a name. Those that containers use are not removed."));
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
