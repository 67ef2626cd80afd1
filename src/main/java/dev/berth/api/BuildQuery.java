package dev.berth.api;

import dev.berth.build.BuildException;
import dev.berth.build.BuildRequest;
import dev.berth.build.CacheUse;
import dev.berth.build.ContextOrigin;
import dev.berth.build.Inquiry;
import dev.berth.build.dockerfile.ContextNames;
import dev.berth.context.ArchiveFrames;
import dev.berth.docker.AuthConfig;
import dev.berth.http.Query;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.registry.Credentials;
import dev.berth.isolation.cgroup.Weights;
import dev.berth.profile.Limits;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.CgroupParents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a build's request asks for from its query and headers. */
final class BuildQuery {

    private static final String HUB = "docker.io";
    private static final String IMAGE = "docker-image://";

    private BuildQuery() {
    }

    /** What to build. */
    static BuildRequest read(Exchange exchange) throws ApiError, IOException {
        Query query = exchange.query();
        if (query.first("version").filter("2"::equals).isPresent()) {
            throw ApiError.badParameter("this engine's builder speaks docker's classic protocol; set DOCKER_BUILDKIT=0,"
                    + " or use berth build, which has what BuildKit adds");
        }
        if (query.flag("squash")) {
            throw ApiError.badParameter("squash is only supported with experimental mode: copy what the image needs"
                    + " into a last stage instead");
        }
        List<Reference> tags = new ArrayList<>();
        for (String tag : query.all("t")) {
            if (!tag.isEmpty()) {
                tags.add(Reference.parse(tag));
            }
        }
        Optional<String> platform = text(query, "platform");
        Map<String, Credentials> credentials = credentials(exchange);
        Map<String, Path> sockets = new HashMap<>();
        map(headers(exchange, "X-Berth-Ssh"), "X-Berth-Ssh").forEach((id, path) -> sockets.put(id, Path.of(path)));
        Map<String, byte[]> secrets = secrets(exchange);
        return new BuildRequest(tags, text(query, "dockerfile").orElse("Dockerfile"), text(query, "target"),
                map(query.first("buildargs").orElse(""), "buildargs"), map(query.first("labels").orElse(""), "labels"),
                cache(query), query.flag("pull"),
                platform.isPresent() ? Optional.of(Platform.parse(platform.get())) : Optional.empty(), network(query),
                limits(query), map(query.first("annotations").orElse(""), "annotations"), secrets, sockets,
                host -> Optional.ofNullable(credentials.get(host)));
    }

    /** What is asked of the Dockerfile, where it is not to be built. */
    static Optional<Inquiry.Kind> inquiry(Query query) throws ApiError {
        Optional<String> call = text(query, "call").filter(name -> !name.equals("build"));
        if (call.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (call.get()) {
            case "check", "lint" -> Inquiry.Kind.CHECK;
            case "outline" -> Inquiry.Kind.OUTLINE;
            case "targets" -> Inquiry.Kind.TARGETS;
            default -> throw ApiError.badParameter("call is check, outline or targets; got " + call.get());
        });
    }

    /** Where the files are: what {@code remote} names, or with the client; and the further ones. */
    static ContextOrigin context(Exchange exchange) throws ApiError, BuildException {
        Optional<String> remote = text(exchange.query(), "remote");
        ContextOrigin main = remote.isPresent() ? ContextOrigin.remote(remote.get())
                : new ContextOrigin.Archive(exchange.body());
        Map<String, ContextOrigin> named = new LinkedHashMap<>();
        for (String field : exchange.headers("X-Berth-Context")) {
            int equals = field.indexOf('=');
            String value = field.substring(equals + 1);
            if (equals <= 0 || !value.equals("archive") && !value.startsWith(IMAGE)) {
                throw ApiError.badParameter("X-Berth-Context is not NAME=archive or NAME=docker-image://REFERENCE");
            }
            named.put(ContextNames.key(Query.decode(field.substring(0, equals), false)), value.startsWith(IMAGE)
                    ? new ContextOrigin.Image(Query.decode(value.substring(IMAGE.length()), false))
                    : new ContextOrigin.Archive(ArchiveFrames.unwrap(exchange.body())));
        }
        return named.isEmpty() ? main : new ContextOrigin.Several(named, main);
    }

    private static CacheUse cache(Query query) throws ApiError {
        String images = query.first("cachefrom").orElse("");
        try {
            return new CacheUse(query.flag("nocache"), query.all("nocachefilter"),
                    images.isEmpty() || images.equals("null") ? List.of()
                            : JsonObject.read(("{\"list\":" + images + "}").getBytes(StandardCharsets.UTF_8),
                            "cachefrom").texts("list"));
        } catch (InvalidImage e) {
            throw ApiError.badParameter(e.getMessage());
        }
    }

    /** Each {@code X-Berth-Secret: ID=BASE64} is a piece of a secret; those of one id belong together, in order. */
    private static Map<String, byte[]> secrets(Exchange exchange) throws ApiError {
        Map<String, StringBuilder> pieces = new LinkedHashMap<>();
        for (String field : exchange.headers("X-Berth-Secret")) {
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw ApiError.badParameter("X-Berth-Secret is not ID=BASE64");
            }
            pieces.computeIfAbsent(Query.decode(field.substring(0, equals), false), id -> new StringBuilder())
                    .append(field, equals + 1, field.length());
        }
        Map<String, byte[]> secrets = new HashMap<>();
        for (Map.Entry<String, StringBuilder> one : pieces.entrySet()) {
            secrets.put(one.getKey(), decoded(one.getValue().toString(), "X-Berth-Secret"));
        }
        return secrets;
    }

    private static BuildRequest.Network network(Query query) throws ApiError {
        String mode = query.first("networkmode").orElse("");
        return switch (mode) {
            case "", "default" -> BuildRequest.Network.DEFAULT;
            case "none" -> BuildRequest.Network.NONE;
            case "host" -> BuildRequest.Network.HOST;
            default -> throw ApiError.notImplemented("network " + mode + " cannot be had in a build: this version of"
                    + " Berth has no bridges yet; use none or host");
        };
    }

    private static Profile limits(Query query) throws ApiError {
        ProfileBuilder profile = new ProfileBuilder();
        long memory = number(query, "memory");
        long swap = number(query, "memswap");
        if (memory > 0) {
            profile.limits().memoryBytes(memory);
        }
        if (swap < 0) {
            profile.limits().swapBytes(-1);
        } else if (swap > 0 && memory > 0) {
            profile.limits().swapBytes(swap - memory);
        }
        positive(query, "shmsize").ifPresent(profile.limits()::shmBytes);
        positive(query, "cpuperiod").ifPresent(profile.limits()::cpuPeriodMicros);
        positive(query, "cpuquota").ifPresent(profile.limits()::cpuQuotaMicros);
        positive(query, "cpushares").ifPresent(shares -> profile.limits().cpuWeight(Weights.cpuWeight(shares)));
        text(query, "cpusetcpus").ifPresent(profile.limits()::cpuset);
        text(query, "cpusetmems").ifPresent(profile.limits()::cpusetMems);
        text(query, "cgroupparent").map(CgroupParents::parse).ifPresent(profile.limits()::cgroupParent);
        ulimits(query, profile);
        List<String> hosts = new ArrayList<>();
        for (String value : query.all("extrahosts")) {
            for (String line : value.split(",")) {
                if (!line.isEmpty()) {
                    hosts.add(line);
                }
            }
        }
        if (!hosts.isEmpty()) {
            profile.network().extraHosts(hosts);
        }
        return profile.build();
    }

    private static void ulimits(Query query, ProfileBuilder profile) throws ApiError {
        String json = query.first("ulimits").orElse("");
        if (json.isEmpty() || json.equals("null")) {
            return;
        }
        try {
            for (JsonObject limit : JsonObject.readList(json.getBytes(StandardCharsets.UTF_8), "ulimits")) {
                profile.limits().rlimit(limit.requiredText("Name"), new Limits.Rlimit(
                        limit.number("Soft").orElse(0L), limit.number("Hard").orElse(0L)));
            }
        } catch (InvalidImage e) {
            throw ApiError.badParameter(e.getMessage());
        }
    }

    private static Optional<Long> positive(Query query, String name) throws ApiError {
        long value = number(query, name);
        return value > 0 ? Optional.of(value) : Optional.empty();
    }

    private static long number(Query query, String name) throws ApiError {
        try {
            return Long.parseLong(query.first(name).filter(v -> !v.isEmpty()).orElse("0"));
        } catch (NumberFormatException e) {
            throw ApiError.badParameter(name + " is no number: " + query.first(name).orElse(""));
        }
    }

    private static Optional<String> text(Query query, String name) {
        return query.first(name).filter(value -> !value.isEmpty());
    }

    /** A JSON object of strings; what is null is left out: {@code --build-arg NAME} that the client does not have. */
    private static Map<String, String> map(String json, String what) throws ApiError {
        Map<String, String> result = new HashMap<>();
        if (json.isEmpty() || json.equals("null")) {
            return result;
        }
        try {
            JsonObject object = JsonObject.read(json.getBytes(StandardCharsets.UTF_8), what);
            for (String key : object.keys()) {
                object.text(key).ifPresent(value -> result.put(key, value));
            }
            return result;
        } catch (InvalidImage e) {
            throw ApiError.badParameter(e.getMessage());
        }
    }

    private static String headers(Exchange exchange, String name) throws ApiError {
        String whole = String.join("", exchange.headers(name));
        return whole.isEmpty() ? "" : new String(decoded(whole, name), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64, String what) throws ApiError {
        try {
            return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/').replace("=", ""));
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter(what + " is not in base64");
        }
    }

    /** {@code X-Registry-Config}: JSON in base64, credentials by a registry's host or URL. */
    private static Map<String, Credentials> credentials(Exchange exchange) throws ApiError {
        Map<String, Credentials> result = new HashMap<>();
        String json = headers(exchange, "X-Registry-Config");
        if (json.isEmpty() || json.equals("null")) {
            return result;
        }
        try {
            JsonObject all = JsonObject.read(json.getBytes(StandardCharsets.UTF_8), "X-Registry-Config");
            for (String server : all.keys()) {
                Optional<JsonObject> auth = all.object(server);
                if (auth.isPresent()) {
                    AuthConfig config = exchange.json().read(AuthConfig.class,
                            JsonObject.write(auth.get().toMap()));
                    RegistryTransfers.credentials(config).ifPresent(who -> result.put(host(server), who));
                }
            }
            return result;
        } catch (InvalidImage e) {
            throw ApiError.badParameter(e.getMessage());
        }
    }

    /** Docker Hub goes by the URL that it had in its first years. */
    private static String host(String server) {
        String host = server.replaceFirst("^https?://", "");
        int slash = host.indexOf('/');
        host = slash < 0 ? host : host.substring(0, slash);
        return host.equals("index.docker.io") || host.equals("registry-1.docker.io") ? HUB : host;
    }
}
