package dev.berth.shell.build;

import dev.berth.client.ApiException;
import dev.berth.client.Filters;
import dev.berth.client.JsonStream;
import dev.berth.context.IgnorePatterns;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.ProgressMessage;
import dev.berth.shell.CommandException;
import dev.berth.shell.Context;
import dev.berth.shell.format.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An image of an OCI layout on this machine, which the engine has for as long as a build needs it. */
final class OciLayout {

    /** What such a context begins with. */
    static final String SCHEME = "oci-layout://";

    private static final String LOADED = "Loaded image ID: ";
    private static final String INDEX = "index.json";
    private static final String TAG = "org.opencontainers.image.ref.name";

    private final Path directory;

    private OciLayout(Path directory) {
        this.directory = directory;
    }

    /**
     * An image that the engine has.
     *
     * @param context whose engine
     * @param id its id
     * @param temporary whether it came for a build only
     */
    record Loaded(Context context, String id, boolean temporary) implements Closeable {
        /** Takes it away again, unless somebody has given it a name. */
        @Override
        public void close() throws IOException {
            try {
                if (temporary && context.client().images().inspect(id).repoTags().isEmpty()) {
                    context.client().images().remove(id, false, false);
                }
            } catch (ApiException e) {
                // it is gone already, or somebody uses it: then it stays, as every image without a name does
                System.getLogger(OciLayout.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
            }
        }
    }

    /**
     * Gives the engine an image.
     *
     * @param context whose engine, and whose directory relative paths start from
     * @param value {@code oci-layout://DIRECTORY[:TAG][@DIGEST]}
     * @throws CommandException if there is none
     */
    static Loaded load(Context context, String value) throws IOException {
        String rest = value.substring(SCHEME.length());
        int at = rest.indexOf('@');
        String digest = at < 0 ? "" : rest.substring(at + 1);
        String path = at < 0 ? rest : rest.substring(0, at);
        int colon = path.indexOf(':', path.lastIndexOf('/') + 1);
        String tag = colon < 0 ? "" : path.substring(colon + 1);
        OciLayout layout = new OciLayout(context.session().resolve(colon < 0 ? path : path.substring(0, colon)));
        Map<?, ?> chosen = layout.choose(tag, digest, value);
        Set<String> before = new HashSet<>();
        for (ImageSummary image : context.client().images().list(true, new Filters())) {
            before.add(image.id());
        }
        String id = layout.send(context, chosen, value);
        return new Loaded(context, id, !before.contains(id));
    }

    private Map<?, ?> choose(String tag, String digest, String value) throws IOException {
        Map<?, ?> only = Map.of();
        List<?> manifests;
        try {
            manifests = list(read(directory.resolve(INDEX)), "manifests");
        } catch (NoSuchFileException e) {
            throw new CommandException("oci-layout reference \"" + value + "\" could not be resolved: " + directory
                    + " is no OCI layout: it has no " + INDEX);
        }
        for (Object one : manifests) {
            Map<?, ?> descriptor = object(one);
            String name = object(descriptor.get("annotations")).get(TAG) instanceof String text ? text : "";
            if (!digest.isEmpty() ? digest.equals(descriptor.get("digest"))
                    : name.equals(tag.isEmpty() ? "latest" : tag)) {
                return descriptor;
            }
            only = descriptor;
        }
        if (!digest.isEmpty() || !tag.isEmpty() || manifests.size() != 1) {
            throw new CommandException("oci-layout reference \"" + value + "\" could not be resolved: the layout has "
                    + manifests.size() + " images, and " + (digest.isEmpty() && tag.isEmpty()
                    ? "none has the tag latest: name one, DIR:TAG or DIR@DIGEST" : "none of that name"));
        }
        return only;
    }

    /** The engine gets the one image, without its name. */
    private String send(Context context, Map<?, ?> chosen, String value) throws IOException {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        chosen.forEach((key, field) -> {
            if (!key.equals("annotations")) {
                descriptor.put((String) key, field);
            }
        });
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2L);
        index.put("manifests", List.of(descriptor));
        Set<String> blobs = new HashSet<>();
        gather(descriptor, blobs);
        ContextFiles files = new ContextFiles(directory, IgnorePatterns.of(List.of("*")), blobs, found -> { });
        String id = "";
        try (ContextArchive archive = new ContextArchive(Optional.of(files), found -> { }, List.of(
                extra("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"), extra(INDEX, Json.write(index))));
                JsonStream<ProgressMessage> answer = context.client().images().load(archive, true)) {
            for (Optional<ProgressMessage> next = answer.next(); next.isPresent(); next = answer.next()) {
                if (next.get().error().isPresent()) {
                    throw new CommandException("oci-layout reference \"" + value + "\" could not be resolved: "
                            + next.get().error().get());
                }
                String text = next.get().stream().orElse("");
                id = text.startsWith(LOADED) ? text.substring(LOADED.length()).strip() : id;
            }
        }
        return id;
    }

    private static ContextArchive.Extra extra(String name, String text) {
        return new ContextArchive.Extra(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The paths of the blobs that an image is made of. */
    private void gather(Map<?, ?> descriptor, Set<String> blobs) throws IOException {
        if (!(descriptor.get("digest") instanceof String digest) || digest.indexOf(':') < 0 || digest.contains("..")) {
            return;
        }
        String path = "blobs/" + digest.replace(':', '/');
        if (!blobs.add(path) || !(descriptor.get("mediaType") instanceof String type)
                || !type.contains("manifest") && !type.contains("index")) {
            return;
        }
        Map<?, ?> document = object(read(directory.resolve(path)));
        gather(object(document.get("config")), blobs);
        for (String key : List.of("layers", "manifests")) {
            for (Object one : list(document, key)) {
                gather(object(one), blobs);
            }
        }
    }

    private static Map<?, ?> read(Path file) throws IOException {
        try {
            return object(Json.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new CommandException("the OCI layout is damaged: " + file + ": " + e.getMessage());
        }
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> object(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
