package dev.berth.api;

import dev.berth.build.BuildException;
import dev.berth.build.ImageChanges;
import dev.berth.build.WebFile;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.http.ChunkedOutput;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.ImportOptions;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.store.ImageArchives;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** Images that come in and go out: import, load, save; pull and push. */
final class ImageTransferRoutes implements Routes {
    private static final int BUFFER = 64 * 1024;

    private final Engine engine;
    private final RegistryTransfers registry;
    private final EventTeller events;

    ImageTransferRoutes(Engine engine) {
        this.engine = engine;
        this.registry = new RegistryTransfers(engine);
        this.events = new EventTeller(engine.events());
    }

    @Override
    public String[] table() {
        return new String[] {"POST /images/create", "POST /images/load", "POST /images/{name...}/push",
            "GET /images/get", "GET /images/{name...}/get"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /images/create" -> create(exchange);
            case "POST /images/load" -> load(exchange);
            case "POST /images/{name...}/push" -> registry.push(exchange);
            case "GET /images/get" -> save(exchange, exchange.query().all("names"));
            case "GET /images/{name...}/get" -> save(exchange, List.of(exchange.parameter(0)));
            default -> throw new IllegalStateException(route);
        }
    }

    private void create(Exchange exchange) throws ApiError, IOException {
        String source = exchange.query().first("fromSrc").orElse("");
        if (source.isEmpty()) {
            registry.pull(exchange);
            return;
        }
        String repository = exchange.query().first("repo").orElse("");
        String tag = exchange.query().first("tag").orElse("");
        Optional<Reference> name = repository.isEmpty() ? Optional.empty()
                : Optional.of(Reference.parse(tag.isEmpty() ? repository : repository + ":" + tag));
        Optional<String> platform = exchange.query().first("platform").filter(p -> !p.isEmpty());
        ImageConfig config = changed(ImageConfig.empty(platform.isPresent() ? Platform.parse(platform.get())
                : Platform.current()), exchange);
        ImportOptions options = new ImportOptions(config, Optional.of(exchange.query().first("message")
                .filter(m -> !m.isEmpty()).orElse("Imported from " + source)));
        ProgressLines progress = new ProgressLines(exchange);
        try {
            Image image = source.equals("-")
                    ? engine.images().archives().importRootFilesystem(exchange.body(), name, options)
                    : download(source, name, options, progress);
            name.ifPresent(tagged -> events.image("tag", image, tagged.familiar()));
            events.image("import", image, image.id().toString());
            progress.status(image.id().toString());
        } catch (IOException e) {
            progress.failed(e);
        }
        progress.end();
    }

    private Image download(String source, Optional<Reference> name, ImportOptions options, ProgressLines progress)
            throws ApiError, IOException {
        HttpURLConnection answer;
        try {
            answer = WebFile.open(source.contains("://") ? source : "http://" + source);
        } catch (IOException | IllegalArgumentException e) {
            throw ApiError.badParameter("cannot import " + source + ": " + e.getMessage());
        }
        try (InputStream in = WebFile.whole(answer.getInputStream(), answer.getContentLengthLong())) {
            progress.status("Downloading from " + source);
            return engine.images().archives().importRootFilesystem(in, name, options);
        } finally {
            answer.disconnect();
        }
    }

    /** A configuration with what {@code --change} says. */
    static ImageConfig changed(ImageConfig config, Exchange exchange) throws ApiError {
        try {
            return ImageChanges.apply(config, exchange.query().all("changes"));
        } catch (BuildException e) {
            throw ApiError.badParameter(e.getMessage());
        }
    }

    private void save(Exchange exchange, List<String> names) throws IOException {
        // what is not there is an error with a status, which the stream could not give any more
        engine.images().archives().check(names);
        try (ChunkedOutput stream = exchange.stream("application/x-tar");
                OutputStream out = new BufferedOutputStream(stream, BUFFER)) {
            engine.images().archives().save(names, out);
            for (String name : names) {
                Image image = engine.images().get(name);
                events.image("save", image, image.id().toString());
            }
        }
    }

    private void load(Exchange exchange) throws IOException {
        ProgressLines progress = new ProgressLines(exchange);
        try {
            boolean quiet = exchange.query().flag("quiet");
            for (ImageArchives.Loaded loaded : engine.images().archives().load(exchange.body(),
                    quiet ? Progress.NONE : progress)) {
                events.image("load", loaded.image(), loaded.image().id().toString());
                if (loaded.names().isEmpty()) {
                    progress.text("Loaded image ID: " + loaded.image().id() + "\n");
                }
                for (Reference name : loaded.names()) {
                    progress.text("Loaded image: " + name.familiar() + "\n");
                }
            }
        } catch (IOException e) {
            progress.failed(e);
        }
        progress.end();
    }
}
