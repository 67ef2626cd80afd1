package dev.berth.console;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** Paths that are added, changed and deleted: by a layer of an image, or in a container. */
final class FilesPage extends LoadedListPage<FileItem> {
    private static final List<Column> COLUMNS = List.of(
            new Column("CHANGE", 9, 9, false, 9),
            new Column("SIZE", 9, 9, true, 3),
            new Column("PATH", 20, 1000, false, 10));
    private static final List<Comparator<FileItem>> ORDERS = List.of(Comparator.comparing(FileItem::change),
            Comparator.comparingLong(FileItem::sizeBytes), Comparator.comparing(FileItem::path));

    private FilesPage(String title, String empty, Callable<List<FileItem>> loader, Desk desk) {
        super(new ListLook<>(title, "path", empty, COLUMNS, ORDERS, FileItem::path, FileItem::path,
                file -> word(file.change()) + " " + file.path(), FilesPage::cells), List.of(), loader, desk);
    }

    /**
     * The files of a layer.
     *
     * @param number that of the step
     */
    static FilesPage ofLayer(ImageItem image, int number, LayerItem.Contents layer, Desk desk) {
        return new FilesPage("layer " + number, "The layer has no files.",
                () -> desk.source().files(image.reference(), layer.digest()), desk);
    }

    /** The files in a container that differ from its image. */
    static FilesPage ofContainer(ContainerItem container, Desk desk) {
        return new FilesPage(container.name() + ": changes", "Its files are those of its image.",
                () -> desk.source().differences(container.id()), desk);
    }

    private static List<TextCell> cells(FileItem file) {
        Role role = switch (file.change()) {
            case ADDED -> Role.GOOD;
            case CHANGED -> Role.ATTENTION;
            case DELETED -> Role.BAD;
        };
        return List.of(new TextCell(word(file.change()), role),
                TextCell.of(file.sizeBytes() < 0 ? "" : file.sizeBytes() == 0 ? "-" : Amount.decimal(file.sizeBytes())),
                TextCell.of(file.path()));
    }

    private static String word(FileItem.Change change) {
        return switch (change) {
            case ADDED -> "+ added";
            case CHANGED -> "~ changed";
            case DELETED -> "- deleted";
        };
    }

    @Override
    protected boolean act(Action action, FileItem file, List<FileItem> targets) {
        return false;
    }
}
