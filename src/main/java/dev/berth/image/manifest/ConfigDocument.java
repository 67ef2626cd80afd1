package dev.berth.image.manifest;

import dev.berth.image.Digest;
import dev.berth.image.HealthCheck;
import dev.berth.image.HistoryEntry;
import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image's configuration as a document (OCI image specification, config.md, with what Docker adds).
 *
 * @param config how to run it
 * @param diffIds digests of the plain layers, the lowest first
 * @param history how it was made
 * @param created when
 * @param author who made it
 * @param comment what the maker said
 */
public record ConfigDocument(ImageConfig config, List<Digest> diffIds, List<HistoryEntry> history,
        Optional<Instant> created, Optional<String> author, Optional<String> comment) {

    /** The largest that is read, in bytes. */
    public static final int SIZE_LIMIT = 8 << 20;

    /**
     * Reads a configuration.
     *
     * @param bytes the document
     * @throws InvalidImage if it is none
     */
    public static ConfigDocument read(byte[] bytes) throws InvalidImage {
        JsonObject json = JsonObject.read(bytes, "the image configuration");
        JsonObject rootfs = json.object("rootfs").orElseThrow(() -> json.error("\"rootfs\" is missing"));
        if (!rootfs.text("type").orElse("layers").equals("layers")) {
            throw rootfs.error("\"type\" is not \"layers\"");
        }
        List<Digest> diffIds = new ArrayList<>();
        for (String diffId : rootfs.texts("diff_ids")) {
            diffIds.add(Digest.parse(diffId));
        }
        List<HistoryEntry> history = new ArrayList<>();
        for (JsonObject entry : json.objects("history")) {
            history.add(new HistoryEntry(time(entry, "created"), entry.text("created_by"), entry.text("author"),
                    entry.text("comment"), entry.flag("empty_layer")));
        }
        Platform platform = new Platform(json.text("os").orElse("linux"), json.text("architecture").orElse(""),
                json.textNotEmpty("variant"));
        Optional<JsonObject> inner = json.object("config");
        ImageConfig config = inner.isPresent() ? config(inner.get(), platform) : ImageConfig.empty(platform);
        return new ConfigDocument(config, diffIds, history, time(json, "created"), json.textNotEmpty("author"),
                json.textNotEmpty("comment"));
    }

    /** As JSON, in Docker's order of keys. */
    public byte[] toBytes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("architecture", config.platform().architecture());
        map.put("os", config.platform().os());
        config.platform().variant().ifPresent(v -> map.put("variant", v));
        author.ifPresent(a -> map.put("author", a));
        comment.ifPresent(c -> map.put("comment", c));
        created.ifPresent(c -> map.put("created", c.toString()));
        map.put("config", toMap(config));
        Map<String, Object> rootfs = new LinkedHashMap<>();
        rootfs.put("type", "layers");
        rootfs.put("diff_ids", diffIds.stream().map(Digest::toString).toList());
        map.put("rootfs", rootfs);
        map.put("history", history.stream().map(ConfigDocument::toMap).toList());
        return JsonObject.write(map);
    }

    private static ImageConfig config(JsonObject json, Platform platform) throws InvalidImage {
        List<String> shell = json.texts("Shell");
        return new ImageConfig(json.textNotEmpty("User"), json.texts("Env"), json.texts("Entrypoint"),
                json.texts("Cmd"), json.textNotEmpty("WorkingDir"), json.textMap("Labels"), keys(json, "ExposedPorts"),
                keys(json, "Volumes"), json.textNotEmpty("StopSignal"), health(json.object("Healthcheck")),
                shell.isEmpty() ? Optional.empty() : Optional.of(shell), json.texts("OnBuild"), platform);
    }

    private static Optional<HealthCheck> health(Optional<JsonObject> json) throws InvalidImage {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        JsonObject check = json.get();
        return Optional.of(new HealthCheck(check.texts("Test"), nanos(check, "Interval"), nanos(check, "Timeout"),
                nanos(check, "StartPeriod"), nanos(check, "StartInterval"),
                check.number("Retries").filter(n -> n != 0).map(Long::intValue)));
    }

    private static Optional<Duration> nanos(JsonObject json, String key) throws InvalidImage {
        return json.number(key).filter(n -> n != 0).map(Duration::ofNanos);
    }

    private static Set<String> keys(JsonObject json, String key) throws InvalidImage {
        Set<String> result = new LinkedHashSet<>();
        Optional<JsonObject> inner = json.object(key);
        if (inner.isPresent()) {
            inner.get().keys().forEach(result::add);
        }
        return result;
    }

    private static Optional<Instant> time(JsonObject json, String key) throws InvalidImage {
        Optional<String> text = json.textNotEmpty(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.get());
            // what RFC 3339 can say; Go's tools take no other year
            if (time.getYear() < 0 || time.getYear() > 9999) {
                throw json.error("\"" + key + "\" is no time");
            }
            return Optional.of(time.toInstant());
        } catch (DateTimeException e) {
            throw json.error("\"" + key + "\" is no time");
        }
    }

    private static Map<String, Object> toMap(ImageConfig config) {
        Map<String, Object> map = new LinkedHashMap<>();
        config.user().ifPresent(u -> map.put("User", u));
        putKeys(map, "ExposedPorts", config.exposedPorts());
        putList(map, "Env", config.env());
        putList(map, "Entrypoint", config.entrypoint());
        putList(map, "Cmd", config.cmd());
        putKeys(map, "Volumes", config.volumes());
        config.workingDir().ifPresent(w -> map.put("WorkingDir", w));
        if (!config.labels().isEmpty()) {
            map.put("Labels", config.labels());
        }
        config.stopSignal().ifPresent(s -> map.put("StopSignal", s));
        config.healthcheck().ifPresent(h -> map.put("Healthcheck", toMap(h)));
        config.shell().ifPresent(s -> map.put("Shell", s));
        putList(map, "OnBuild", config.onBuild());
        return map;
    }

    private static Map<String, Object> toMap(HealthCheck check) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Test", check.test());
        check.interval().ifPresent(d -> map.put("Interval", d.toNanos()));
        check.timeout().ifPresent(d -> map.put("Timeout", d.toNanos()));
        check.startPeriod().ifPresent(d -> map.put("StartPeriod", d.toNanos()));
        check.startInterval().ifPresent(d -> map.put("StartInterval", d.toNanos()));
        check.retries().ifPresent(n -> map.put("Retries", n));
        return map;
    }

    private static Map<String, Object> toMap(HistoryEntry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        entry.created().ifPresent(c -> map.put("created", c.toString()));
        entry.createdBy().ifPresent(c -> map.put("created_by", c));
        entry.author().ifPresent(a -> map.put("author", a));
        entry.comment().ifPresent(c -> map.put("comment", c));
        if (entry.emptyLayer()) {
            map.put("empty_layer", true);
        }
        return map;
    }

    private static void putList(Map<String, Object> map, String key, List<String> list) {
        if (!list.isEmpty()) {
            map.put(key, list);
        }
    }

    private static void putKeys(Map<String, Object> map, String key, Set<String> keys) {
        if (!keys.isEmpty()) {
            Map<String, Object> inner = new LinkedHashMap<>();
            keys.forEach(k -> inner.put(k, Map.of()));
            map.put(key, inner);
        }
    }
}
