package dev.berth.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an image was made of: its history with the sizes of the layers, the newest first. */
final class LayersPage extends ListPage<LayerItem> {
    private static final List<Column> COLUMNS = List.of(
            new Column("LAYER", 5, 5, true, 5),
            new Column("SIZE", 8, 9, true, 9),
            new Column("CREATED", 12, 16, false, 4),
            new Column("CREATED BY", 20, 400, false, 10));
    private static final List<Comparator<LayerItem>> ORDERS = List.of(
            Comparator.comparingInt(LayerItem::number), Comparator.comparingLong(LayerItem::sizeBytes),
            Comparator.comparing(LayerItem::created), Comparator.comparing(LayerItem::createdBy));

    private final ImageItem image;
    private final List<LayerItem> layers;
    private boolean loaded;
    private String problem = "";

    LayersPage(ImageItem image, Desk desk) {
        this(image, desk, new ArrayList<>());
    }

    private LayersPage(ImageItem image, Desk desk, List<LayerItem> layers) {
        super(new ListLook<>(image.reference(), "step", "Nothing is known of how it was made.", COLUMNS, ORDERS,
                layer -> Integer.toString(layer.number()), LayerItem::createdBy, LayersPage::cells), List.of(),
                () -> layers, desk);
        this.image = image;
        this.layers = layers;
    }

    @Override
    public void show() {
        desk.background().submit(() -> desk.source().layers(image.reference()), found -> {
            layers.clear();
            layers.addAll(found);
            loaded = true;
        }, failure -> {
            problem = failure;
            loaded = true;
        });
    }

    @Override
    protected boolean isLoaded() {
        return loaded;
    }

    private static List<TextCell> cells(LayerItem layer) {
        boolean known = layer.created().getEpochSecond() > 0;
        return List.of(new TextCell(Integer.toString(layer.number()), Role.MUTED),
                TextCell.of(layer.sizeBytes() == 0 ? "-" : Amount.decimal(layer.sizeBytes())),
                new TextCell(known ? Age.ago(layer.created(), Instant.now()) : "", Role.MUTED),
                TextCell.of(layer.createdBy()));
    }

    @Override
    protected String empty() {
        return problem.isEmpty() ? super.empty() : problem;
    }

    @Override
    protected boolean act(Action action, LayerItem layer, List<LayerItem> targets) {
        if (action != Action.LAUNCH) {
            return false;
        }
        desk.launcher(image.name());
        return true;
    }
}
