package dev.berth.api;

import dev.berth.docker.ProfileSummary;
import dev.berth.docker.ProfileText;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.profile.ProfileException;
import dev.berth.profile.form.Names;
import dev.berth.profile.toml.ProfileLoader;
import dev.berth.profile.toml.ProfileSource;
import dev.berth.profile.toml.ProfileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Profiles: Berth's own addition to the API. */
final class ProfileRoutes implements Routes {
    private final Engine engine;
    private final Path directory;

    /**
     * Profiles of an engine.
     *
     * @param directory the user's profiles; the shipped ones come behind them
     */
    ProfileRoutes(Engine engine, Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    @Override
    public String[] table() {
        return new String[] {"GET /berth/profiles", "GET /berth/profiles/{name}", "PUT /berth/profiles/{name}",
            "GET /berth/containers/{id}/profile"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /berth/profiles" -> list(exchange);
            case "GET /berth/profiles/{name}" -> text(exchange);
            case "PUT /berth/profiles/{name}" -> save(exchange);
            case "GET /berth/containers/{id}/profile" -> {
                var container = engine.containers().get(exchange.parameter(0));
                exchange.answer(200, new ProfileText(container.name(), ProfileWriter.write(container.profile())));
            }
            default -> throw new IllegalStateException(route);
        }
    }

    private void list(Exchange exchange) throws IOException {
        List<ProfileSummary> profiles = new ArrayList<>();
        for (ProfileSource source : new ProfileLoader(directory).list()) {
            profiles.add(new ProfileSummary(source.name(), source.description().orElse(""),
                    source.image().orElse(""), source.source(), source.problem()));
        }
        exchange.answer(ProfileSummary.class, profiles);
    }

    private void text(Exchange exchange) throws ApiError, IOException {
        String name = exchange.parameter(0);
        try {
            exchange.answer(200, new ProfileText(name, new ProfileLoader(directory).text(name)));
        } catch (ProfileException e) {
            throw ApiError.notFound(e.getMessage());
        }
    }

    private void save(Exchange exchange) throws ApiError, IOException {
        String name = exchange.parameter(0);
        if (!Names.isName(name)) {
            throw ApiError.badParameter("invalid profile name \"" + name
                    + "\": use letters, digits, dots, underscores and hyphens, beginning with a letter or digit");
        }
        String text = exchange.body(ProfileText.class).text();
        // Refuses what is not a profile, with file, line and column.
        new ProfileLoader(directory).load(text, name + ".toml", directory);
        Files.createDirectories(directory);
        Path hidden = directory.resolve("." + name + ".new");
        Files.write(hidden, text.getBytes(StandardCharsets.UTF_8));
        Files.move(hidden, directory.resolve(name + ".toml"), StandardCopyOption.ATOMIC_MOVE);
        exchange.answerEmpty(204);
    }
}
