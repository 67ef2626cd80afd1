package dev.berth.api;

import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.ImportOptions;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Images that come in: import, load; pulling comes with registries. */
final class ImageTransferRoutes implements Routes {
    private final Engine engine;

    ImageTransferRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"POST /images/create", "POST /images/load"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /images/create" -> create(exchange);
            case "POST /images/load" -> load(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void create(Exchange exchange) throws ApiError, IOException {
        String source = exchange.query().first("fromSrc").orElse("");
        if (source.isEmpty()) {
            throw ApiError.notImplemented("pulling images comes with the next release of Berth; bring "
                    + exchange.query().first("fromImage").orElse("the image") + " in with load or import");
        }
        if (!source.equals("-")) {
            throw ApiError.notImplemented("importing from a URL is not supported; fetch it and import it from "
                    + "standard input");
        }
        String repository = exchange.query().first("repo").orElse("");
        String tag = exchange.query().first("tag").orElse("");
        Optional<Reference> name = repository.isEmpty() ? Optional.empty()
                : Optional.of(Reference.parse(tag.isEmpty() ? repository : repository + ":" + tag));
        Optional<String> platform = exchange.query().first("platform").filter(p -> !p.isEmpty());
        ImportOptions options = new ImportOptions(exchange.query().all("changes"),
                exchange.query().first("message").filter(m -> !m.isEmpty()),
                platform.isPresent() ? Optional.of(Platform.parse(platform.get())) : Optional.empty());
        ProgressLines progress = new ProgressLines(exchange);
        Image image = engine.images().importRootFilesystem(exchange.body(), name, options);
        progress.status(image.id().toString());
        progress.end();
    }

    private void load(Exchange exchange) throws IOException {
        ProgressLines progress = new ProgressLines(exchange);
        try {
            boolean quiet = exchange.query().flag("quiet");
            List<Image> images = engine.images().load(exchange.body(),
                    quiet ? dev.berth.image.Progress.NONE : progress);
            for (Image image : images) {
                if (image.names().isEmpty()) {
                    progress.text("Loaded image ID: " + image.id() + "\n");
                }
                for (String name : ImageViews.names(image)) {
                    progress.text("Loaded image: " + name + "\n");
                }
            }
        } catch (ImageException e) {
            if (!progress.begun()) {
                throw e;
            }
            progress.error(e.getMessage());
        }
        progress.end();
    }
}
