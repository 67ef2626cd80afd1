package dev.berth.api;

import dev.berth.docker.AuthConfig;
import dev.berth.docker.DockerJson;
import dev.berth.docker.ManifestPlatform;
import dev.berth.engine.Engine;
import dev.berth.image.Image;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.registry.Credentials;
import dev.berth.image.registry.RegistryImages;
import io.avaje.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Pulling and pushing as streams of progress. */
final class RegistryTransfers {
    private static final int PUSH_PLATFORM_SINCE = 46;

    private final Engine engine;
    private final EventTeller events;

    RegistryTransfers(Engine engine) {
        this.engine = engine;
        this.events = new EventTeller(engine.events());
    }

    /**
     * {@code POST /images/create?fromImage=…}; without tag and digest all tags, as docker's {@code pull --all-tags}.
     */
    void pull(Exchange exchange) throws ApiError, IOException {
        String image = exchange.query().first("fromImage").orElse("");
        String tag = exchange.query().first("tag").orElse("");
        Reference name = Reference.parse(tag.isEmpty() ? image : image + (tag.startsWith("sha256:") ? "@" : ":") + tag);
        Optional<String> wanted = exchange.query().first("platform").filter(p -> !p.isEmpty());
        Optional<Platform> platform = wanted.isPresent() ? Optional.of(Platform.parse(wanted.get())) : Optional.empty();
        Optional<Credentials> credentials = credentials(exchange);
        ProgressLines progress = new ProgressLines(exchange);
        try (ClientWatch watch = exchange.interruptedWhenGone()) {
            if (name.tag().isPresent() || name.digest().isPresent()) {
                pull(name, platform, credentials, progress);
            } else {
                for (String each : registries().tagsAt(name, credentials)) {
                    pull(name.withTag(each), platform, credentials, progress);
                }
            }
        } catch (IOException e) {
            progress.failed(e);
        }
        progress.end();
    }

    /** One that is for one platform only is pulled whichever was asked for, with a warning. */
    private void pull(Reference name, Optional<Platform> platform, Optional<Credentials> credentials,
            ProgressLines progress) throws IOException {
        Image image = registries().pull(name, platform, credentials, progress);
        events.image("pull", name.familiar(), name.familiarRepository());
        platform.flatMap(wanted -> PlatformMatch.refusal(image, name.toString(), wanted))
                .ifPresent(refusal -> progress.status("WARNING: " + refusal));
    }

    /**
     * {@code POST /images/{name}/push?tag=…}; without tag all tags of the repository; {@code platform=…} of an image of
     * another one is refused.
     */
    void push(Exchange exchange) throws ApiError, IOException {
        String tag = exchange.query().first("tag").orElse("");
        Reference given = Reference.parse(exchange.parameter(0));
        Optional<Credentials> credentials = credentials(exchange);
        List<Reference> local = local(given);
        List<Reference> names = tag.isEmpty() && given.tag().isEmpty() ? local
                : List.of(tag.isEmpty() ? given : given.withTag(tag));
        checkPlatform(exchange, names);
        ProgressLines progress = new ProgressLines(exchange);
        progress.status("The push refers to repository [" + given.repository() + ']');
        if (local.isEmpty()) {
            progress.error("An image does not exist locally with the tag: " + given.familiarRepository());
            progress.end();
            return;
        }
        try (ClientWatch watch = exchange.interruptedWhenGone()) {
            for (Reference name : names) {
                Optional<Image> image = engine.images().find(name.toString());
                if (image.isEmpty()) {
                    progress.error("tag does not exist: " + name.familiar());
                    break;
                }
                registries().push(image.get(), name, credentials, progress);
                events.image("push", name.familiar(), name.familiarRepository());
            }
        } catch (IOException e) {
            progress.failed(e);
        }
        progress.end();
    }

    private void checkPlatform(Exchange exchange, List<Reference> names) throws ApiError, IOException {
        String asked = exchange.query().first("platform").orElse("");
        if (asked.isEmpty() || exchange.version() < PUSH_PLATFORM_SINCE) {
            return;
        }
        Platform platform = platform(asked);
        for (Reference name : names) {
            Optional<Platform> there = engine.images().find(name.toString()).map(image -> image.config().platform());
            if (there.isPresent() && !there.get().serves(platform)) {
                throw ApiError.notFound("image with reference " + name.familiar() + " was found but its platform ("
                        + there.get() + ") does not match the specified platform (" + platform + ")");
            }
        }
    }

    /** A platform as JSON (OCI image specification, image-index.md). */
    private static Platform platform(String json) throws ApiError {
        try {
            ManifestPlatform named = new DockerJson().read(ManifestPlatform.class,
                    json.getBytes(StandardCharsets.UTF_8));
            if (named.os().isEmpty() || named.architecture().isEmpty()) {
                throw ApiError.badParameter("both OS and Architecture must be provided");
            }
            return Platform.parse(named.toString());
        } catch (InvalidReference | io.avaje.json.JsonException e) {
            throw ApiError.badParameter("failed to parse platform: " + e.getMessage());
        }
    }

    private RegistryImages registries() {
        return engine.registries();
    }

    private List<Reference> local(Reference repository) throws IOException {
        return engine.images().list().stream().map(Image::names).flatMap(List::stream)
                .filter(name -> name.repository().equals(repository.repository())).toList();
    }

    /** {@code X-Registry-Auth}: JSON in base64, of either alphabet, with padding or without; may be empty. */
    static Optional<Credentials> credentials(Exchange exchange) throws ApiError {
        String header = exchange.header("X-Registry-Auth").orElse("").strip();
        if (header.isEmpty()) {
            return Optional.empty();
        }
        try {
            String standard = header.replace('-', '+').replace('_', '/').replace("=", "");
            return credentials(new DockerJson().read(AuthConfig.class, Base64.getDecoder().decode(standard)));
        } catch (IllegalArgumentException | JsonException e) {
            throw ApiError.badParameter("the header X-Registry-Auth is not JSON in base64");
        }
    }

    /** Who one is by docker's JSON of it; empty for nobody. */
    static Optional<Credentials> credentials(AuthConfig auth) throws ApiError {
        try {
            if (auth.identitytoken().filter(t -> !t.isEmpty()).isPresent()) {
                return Optional.of(new Credentials("", auth.identitytoken().get()));
            }
            Optional<String> pair = auth.auth().filter(a -> !a.isEmpty()).map(a -> new String(
                    Base64.getDecoder().decode(a), StandardCharsets.UTF_8)).filter(a -> a.indexOf(':') > 0);
            if (auth.username().orElse("").isEmpty() && pair.isPresent()) {
                int colon = pair.get().indexOf(':');
                return Optional.of(new Credentials(pair.get().substring(0, colon), pair.get().substring(colon + 1)));
            }
            return auth.username().filter(u -> !u.isEmpty())
                    .map(user -> new Credentials(user, auth.password().orElse("")));
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter("\"auth\" of the credentials is not in base64");
        }
    }
}
