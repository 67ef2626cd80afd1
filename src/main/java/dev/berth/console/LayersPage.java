package dev.berth.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What an image was made of: the steps of its history with what their layers do, the newest first. */
final class LayersPage extends LoadedListPage<LayerItem> {
    private static final List<Column> COLUMNS = List.of(
            new Column("LAYER", 5, 5, true, 7),
            new Column("SIZE", 8, 9, true, 9),
            new Column("WASTED", 8, 9, true, 8),
            new Column("FILES", 5, 24, false, 6),
            new Column("CREATED", 12, 16, false, 4),
            new Column("CREATED BY", 20, 400, false, 10));
    private static final List<Comparator<LayerItem>> ORDERS = List.of(
            Comparator.comparingInt(LayerItem::number), Comparator.comparingLong(LayerItem::sizeBytes),
            Comparator.comparingLong(LayerItem::wastedBytes), Comparator.comparing(LayersPage::files),
            Comparator.comparing(LayerItem::created), Comparator.comparing(LayerItem::createdBy));

    private final ImageItem image;

    LayersPage(ImageItem image, Desk desk) {
        super(new ListLook<>(image.reference(), "step", "Nothing is known of how it was made.", COLUMNS, ORDERS,
                layer -> Integer.toString(layer.number()), LayerItem::createdBy, LayerItem::createdBy,
                LayersPage::cells), List.of(Scope.LAYERS), () -> desk.source().layers(image.reference()), desk);
        this.image = image;
    }

    private static List<TextCell> cells(LayerItem layer) {
        boolean known = layer.created().getEpochSecond() > 0;
        return List.of(new TextCell(Integer.toString(layer.number()), Role.MUTED),
                TextCell.of(layer.sizeBytes() == 0 ? "-" : Amount.decimal(layer.sizeBytes())),
                new TextCell(layer.wastedBytes() == 0 ? "" : Amount.decimal(layer.wastedBytes()), Role.ATTENTION),
                new TextCell(files(layer), Role.INFO),
                new TextCell(known ? Age.ago(layer.created(), Instant.now()) : "", Role.MUTED),
                TextCell.of(layer.createdBy()));
    }

    /** How many files it adds, changes and deletes. */
    private static String files(LayerItem layer) {
        if (layer.contents().isEmpty()) {
            return "";
        }
        LayerItem.Contents contents = layer.contents().get();
        return (part("+", contents.added()) + part("~", contents.changed()) + part("-", contents.deleted())).strip();
    }

    private static String part(String sign, long count) {
        return count == 0 ? "" : sign + count + " ";
    }

    @Override
    public String status() {
        long wasted = all().stream().mapToLong(LayerItem::wastedBytes).sum();
        long size = all().stream().mapToLong(LayerItem::sizeBytes).sum();
        return super.status() + (wasted == 0 ? "" : ", " + Amount.decimal(wasted) + " of " + Amount.decimal(size)
                + " wasted: later layers hide it");
    }

    @Override
    protected boolean act(Action action, LayerItem layer, List<LayerItem> targets) {
        switch (action) {
            case OPEN -> {
                if (layer.contents().isPresent()) {
                    desk.open(FilesPage.ofLayer(image, layer.number(), layer.contents().get(), desk));
                } else {
                    desk.say(layer.sizeBytes() == 0 ? "This step left no files"
                            : "This engine does not tell which files a layer has", Role.INFO);
                }
            }
            case LAUNCH -> desk.launcher(image.name());
            default -> {
                return false;
            }
        }
        return true;
    }
}
