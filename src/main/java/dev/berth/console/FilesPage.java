package dev.berth.console;

import java.util.Comparator;
import java.util.List;

/** What a layer of an image adds, changes and deletes. */
final class FilesPage extends LoadedListPage<FileItem> {
    private static final List<Column> COLUMNS = List.of(
            new Column("CHANGE", 9, 9, false, 9),
            new Column("SIZE", 9, 9, true, 8),
            new Column("PATH", 20, 1000, false, 10));
    private static final List<Comparator<FileItem>> ORDERS = List.of(Comparator.comparing(FileItem::change),
            Comparator.comparingLong(FileItem::sizeBytes), Comparator.comparing(FileItem::path));

    /**
     * The files of a layer.
     *
     * @param number that of the step
     */
    FilesPage(ImageItem image, int number, LayerItem.Contents layer, Desk desk) {
        super(new ListLook<>("layer " + number, "path", "The layer has no files.", COLUMNS, ORDERS,
                FileItem::path, FileItem::path, file -> word(file.change()) + " " + file.path(), FilesPage::cells),
                List.of(), () -> desk.source().files(image.reference(), layer.digest()), desk);
    }

    private static List<TextCell> cells(FileItem file) {
        Role role = switch (file.change()) {
            case ADDED -> Role.GOOD;
            case CHANGED -> Role.ATTENTION;
            case DELETED -> Role.BAD;
        };
        return List.of(new TextCell(word(file.change()), role),
                TextCell.of(file.sizeBytes() == 0 ? "-" : Amount.decimal(file.sizeBytes())),
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
