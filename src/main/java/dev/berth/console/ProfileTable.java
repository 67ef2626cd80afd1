package dev.berth.console;

import java.util.Comparator;
import java.util.List;

/** How a profile looks as a row of the list. */
final class ProfileTable {
    /** The columns, in the order of the cells. */
    private static final List<Column> COLUMNS = List.of(
            new Column("PROFILE", 12, 30, false, 10),
            new Column("IMAGE", 12, 30, false, 7),
            new Column("DESCRIPTION", 16, 80, false, 8),
            new Column("FROM", 8, 50, false, 3));

    /** How each column is sorted. */
    private static final List<Comparator<ProfileItem>> ORDERS = List.of(
            Comparator.comparing(ProfileItem::name), Comparator.comparing(ProfileItem::image),
            Comparator.comparing(ProfileItem::description), Comparator.comparing(ProfileItem::origin));

    /** The list of profiles. */
    static final ListLook<ProfileItem> LOOK = new ListLook<>("Profiles", "profile",
            "No profiles.", COLUMNS, ORDERS, ProfileItem::name, ProfileItem::name,
            item -> item.name() + " " + item.image() + " " + item.description(), ProfileTable::cells);

    private ProfileTable() {
    }

    static List<TextCell> cells(ProfileItem item) {
        return List.of(
                new TextCell(item.name(), item.error().isPresent() ? Role.BAD : Role.TEXT),
                new TextCell(item.image(), Role.TEXT),
                item.error().isPresent() ? new TextCell(item.error().get(), Role.BAD) : TextCell.of(item.description()),
                new TextCell(item.origin(), Role.MUTED));
    }
}
