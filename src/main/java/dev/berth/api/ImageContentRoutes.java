package dev.berth.api;

import dev.berth.docker.ImageFile;
import dev.berth.docker.ImageLayer;
import dev.berth.docker.ImageProblem;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.image.HistoryEntry;
import dev.berth.image.Image;
import dev.berth.image.ImageDamage;
import dev.berth.image.Progress;
import dev.berth.image.layer.FileChange;
import dev.berth.image.store.LayerListing;
import dev.berth.image.store.Refetch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is in images and whether it is whole: Berth's own additions to the API. */
final class ImageContentRoutes implements Routes {

    private final Engine engine;

    ImageContentRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"POST /berth/images/verify", "GET /berth/images/{name...}/files"};
    }

    @Override
    public void handle(String route, Exchange exchange) throws ApiError, EngineException, IOException {
        switch (route) {
            case "POST /berth/images/verify" -> verify(exchange);
            case "GET /berth/images/{name...}/files" -> files(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    /** {@code image=…} as often as wanted, none for all; {@code repair=0} looks only. */
    private void verify(Exchange exchange) throws IOException {
        boolean repair = exchange.query().first("repair").isEmpty() || exchange.query().flag("repair");
        Refetch refetch = from -> engine.registries().pull(from, Optional.empty(), Optional.empty(), Progress.NONE);
        List<ImageProblem> problems = new ArrayList<>();
        for (ImageDamage damage : engine.images().verify(exchange.query().all("image"),
                repair ? Optional.of(refetch) : Optional.empty(), Progress.NONE)) {
            problems.add(new ImageProblem(damage.kind().name().toLowerCase(Locale.ROOT), damage.digest().toString(),
                    damage.detail(), damage.images(), damage.repaired()));
        }
        exchange.answer(ImageProblem.class, problems);
    }

    /** {@code layer=…}, a digest, gives that layer's paths; {@code layer=all} those of all layers. */
    private void files(Exchange exchange) throws IOException {
        Image image = engine.images().get(exchange.parameter(0));
        String wanted = exchange.query().first("layer").orElse("");
        List<String> makers = new ArrayList<>();
        for (HistoryEntry step : image.history()) {
            if (!step.emptyLayer()) {
                makers.add(step.createdBy().orElse(""));
            }
        }
        List<ImageLayer> layers = new ArrayList<>();
        List<LayerListing> listings = engine.images().files(image);
        for (int i = 0; i < listings.size(); i++) {
            LayerListing listing = listings.get(i);
            boolean shown = wanted.equals("all") || wanted.equals(listing.layer().toString());
            layers.add(new ImageLayer(listing.layer().toString(), i < makers.size() ? makers.get(i) : "",
                    listing.sizeBytes(), listing.wastedBytes(), count(listing, FileChange.Kind.ADDED),
                    count(listing, FileChange.Kind.MODIFIED), count(listing, FileChange.Kind.DELETED),
                    shown ? listing.changes().stream().map(change -> new ImageFile(change.path(),
                            change.kind().ordinal(), change.sizeBytes())).toList() : List.of()));
        }
        exchange.answer(ImageLayer.class, layers);
    }

    private static long count(LayerListing listing, FileChange.Kind kind) {
        return listing.changes().stream().filter(change -> change.kind() == kind).count();
    }
}
