package dev.berth.console;

import java.util.Comparator;
import java.util.List;

/** How a volume looks as a row of the list. */
final class VolumeTable {

    /** The columns, in the order of the cells. */
    private static final List<Column> COLUMNS = List.of(
            new Column("VOLUME", 16, 64, false, 10),
            new Column("DRIVER", 6, 12, false, 5),
            new Column("CREATED", 16, 20, false, 6),
            new Column("DIRECTORY", 16, 80, false, 4));
    /** How each column is sorted. */
    private static final List<Comparator<VolumeItem>> ORDERS = List.of(
            Comparator.comparing(VolumeItem::name), Comparator.comparing(VolumeItem::driver),
            Comparator.comparing(VolumeItem::created), Comparator.comparing(VolumeItem::directory));

    /** The list of volumes. */
    static final ListLook<VolumeItem> LOOK = new ListLook<>("Volumes", "volume",
            "No volumes. A container that is run with -v NAME:/PATH makes one.", COLUMNS, ORDERS,
            VolumeItem::name, VolumeItem::name, item -> item.name() + " " + item.directory(), VolumeTable::cells);

    private VolumeTable() {
    }

    static List<TextCell> cells(VolumeItem item) {
        return List.of(TextCell.of(item.name()), new TextCell(item.driver(), Role.MUTED),
                new TextCell(item.created(), Role.MUTED), new TextCell(item.directory(), Role.MUTED));
    }
}
