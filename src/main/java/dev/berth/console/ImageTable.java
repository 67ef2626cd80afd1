package dev.berth.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How an image looks as a row of the list. */
final class ImageTable {
    /** The columns, in the order of the cells. */
    private static final List<Column> COLUMNS = List.of(
            new Column("IMAGE", 16, 60, false, 10),
            new Column("ID", 12, 12, false, 5),
            new Column("CREATED", 12, 14, false, 6),
            new Column("SIZE", 8, 9, true, 8),
            new Column("USED BY", 7, 14, false, 4));

    /** How each column is sorted. */
    private static final List<Comparator<ImageItem>> ORDERS = List.of(
            Comparator.comparing(ImageItem::name), Comparator.comparing(ImageItem::id),
            Comparator.comparing(ImageItem::created).reversed(), Comparator.comparingLong(ImageItem::sizeBytes),
            Comparator.comparingLong(ImageItem::containers));

    /** The list of images. */
    static final ListLook<ImageItem> LOOK = new ListLook<>("Images", "image",
            "No images. berth pull, import or load brings one in; profiles may use \"host\".", COLUMNS, ORDERS,
            ImageItem::key, ImageItem::reference, item -> item.name() + " " + item.id(),
            item -> cells(item, Instant.now()));

    private ImageTable() {
    }

    static List<TextCell> cells(ImageItem item, Instant now) {
        String noun = item.containers() == 1 ? " container" : " containers";
        String used = item.containers() > 0 ? item.containers() + noun : "";
        boolean known = item.created().getEpochSecond() > 0;
        return List.of(
                item.name().isEmpty() ? new TextCell("<none>", Role.MUTED) : TextCell.of(item.name()),
                new TextCell(item.shortId(), Role.MUTED),
                new TextCell(known ? Age.ago(item.created(), now) : "", Role.MUTED),
                TextCell.of(Amount.decimal(item.sizeBytes())),
                new TextCell(used, Role.INFO));
    }
}
