package dev.berth.client;

import dev.berth.docker.BuildPruned;
import dev.berth.docker.BuildStep;
import dev.berth.docker.ProgressMessage;
import dev.berth.docker.Ulimit;
import dev.berth.http.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The calls under {@code /build}. Errors as for {@link ContainerCalls}; those of a step are in its stream. */
public final class BuildCalls {
    /** Servers limit a header field to 64 KiB; a longer secret is sent in several fields. */
    private static final int FIELD_CHARACTERS = 60 * 1024;

    private final Transport transport;

    BuildCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Builds an image. Closing the stream cancels the build.
     *
     * @param context a tar archive, also compressed; read to its end, not closed
     * @param registryConfig {@code X-Registry-Config}: credentials by registry, as base64 of JSON
     */
    public JsonStream<ProgressMessage> build(InputStream context, BuildOptions options, String registryConfig)
            throws IOException {
        Call call = Call.post("/build", query(options)).archive(context)
                .header("X-Registry-Config", registryConfig);
        BuildOptions.Berth berth = options.berth();
        if (berth.steps()) {
            call.header(BuildStep.HEADER, BuildStep.HEADER_VALUE);
        }
        berth.secrets().forEach((id, content) -> secret(call, id, Base64.getEncoder().encodeToString(content)));
        berth.contexts().forEach((name, value) -> call.header("X-Berth-Context", Query.encode(name) + '='
                + value.replace("%", "%25")));
        if (!berth.sshSockets().isEmpty()) {
            call.header("X-Berth-Ssh", base64(berth.sshSockets()));
        }
        return transport.stream(ProgressMessage.class, call);
    }

    /**
     * Removes steps from the build cache.
     *
     * @param filters {@code until}
     * @param all whether also those whose layers are an image's
     * @param keptBytes how many bytes may stay; 0 for none
     */
    public BuildPruned prune(Filters filters, boolean all, long keptBytes) throws IOException {
        Query query = filters.addTo(new Query().flag("all", all));
        number(query, "keep-storage", keptBytes);
        return transport.read(BuildPruned.class, Call.post("/build/prune", query));
    }

    private Query query(BuildOptions options) {
        Query query = new Query().add("dockerfile", options.dockerfile()).add("version", "1").add("rm", "1")
                .add("forcerm", "1");
        options.tags().forEach(tag -> query.add("t", tag));
        options.berth().noCacheStages().forEach(stage -> query.add("nocachefilter", stage));
        text(query, "call", options.berth().call());
        text(query, "target", options.target());
        text(query, "networkmode", options.network());
        text(query, "platform", options.platform());
        query.flag("nocache", options.noCache()).flag("pull", options.pull()).flag("q", options.quiet());
        if (!options.arguments().isEmpty()) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            options.arguments().forEach((name, value) -> arguments.put(name, value.orElse(null)));
            query.add("buildargs", nullable(arguments));
        }
        if (!options.labels().isEmpty()) {
            query.add("labels", json(options.labels()));
        }
        if (!options.berth().annotations().isEmpty()) {
            query.add("annotations", json(options.berth().annotations()));
        }
        if (!options.cacheFrom().isEmpty()) {
            query.add("cachefrom", json(options.cacheFrom()));
        }
        if (!options.extraHosts().isEmpty()) {
            query.add("extrahosts", String.join(",", options.extraHosts()));
        }
        limits(query, options.limits());
        return query;
    }

    private void limits(Query query, BuildOptions.Limits limits) {
        number(query, "memory", limits.memoryBytes());
        number(query, "memswap", limits.memorySwapBytes());
        number(query, "shmsize", limits.shmBytes());
        number(query, "cpushares", limits.cpuShares());
        number(query, "cpuperiod", limits.cpuPeriodMicros());
        number(query, "cpuquota", limits.cpuQuotaMicros());
        text(query, "cpusetcpus", limits.cpusetCpus());
        text(query, "cpusetmems", limits.cpusetMems());
        text(query, "cgroupparent", limits.cgroupParent());
        if (!limits.ulimits().isEmpty()) {
            query.add("ulimits", new String(transport.json().writeList(Ulimit.class, limits.ulimits()),
                    StandardCharsets.UTF_8));
        }
    }

    /** A JSON object that keeps its nulls: {@code ARG} without a value is one. */
    private String nullable(Map<String, Object> map) {
        StringBuilder out = new StringBuilder("{");
        map.forEach((name, value) -> out.append(out.length() > 1 ? "," : "").append(json(name)).append(':')
                .append(Optional.ofNullable(value).map(this::json).orElse("null")));
        return out.append('}').toString();
    }

    private String json(Object value) {
        return new String(transport.json().write(value), StandardCharsets.UTF_8);
    }

    private String base64(Map<String, String> map) {
        return Base64.getEncoder().encodeToString(transport.json().write(map));
    }

    /** Fields of the same id are pieces of one secret. */
    private static void secret(Call call, String id, String base64) {
        int at = 0;
        do {
            int end = Math.min(base64.length(), at + FIELD_CHARACTERS);
            call.header("X-Berth-Secret", Query.encode(id) + '=' + base64.substring(at, end));
            at = end;
        } while (at < base64.length());
    }

    private static void text(Query query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name, value);
        }
    }

    private static void number(Query query, String name, long value) {
        if (value != 0) {
            query.add(name, Long.toString(value));
        }
    }
}
