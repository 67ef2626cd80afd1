package dev.berth.api;

import dev.berth.build.Builder;
import dev.berth.docker.PlatformName;
import dev.berth.docker.Version;
import dev.berth.docker.VersionComponent;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.EngineInfo;
import dev.berth.http.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine itself: ping, version, info, disk usage. */
final class SystemRoutes implements Routes {
    /** The Docker release whose behaviour is served; clients derive abilities from it. */
    static final String DOCKER_RELEASE = "28.2.2";

    private final Engine engine;
    private final InfoAnswer infos;
    private final DiskUsageAnswer usages;

    SystemRoutes(Engine engine, Optional<Builder> builder) {
        this.engine = engine;
        this.infos = new InfoAnswer(engine);
        this.usages = new DiskUsageAnswer(engine, builder);
    }

    @Override
    public String[] table() {
        return new String[] {"GET /_ping", "HEAD /_ping", "GET /version", "GET /info", "GET /system/df"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /_ping", "HEAD /_ping" -> exchange.answerText(new Headers().add("Builder-Version", "1")
                    .add("Swarm", "inactive").add("Cache-Control", "no-cache, no-store, must-revalidate")
                    .add("Pragma", "no-cache"), "OK");
            case "GET /version" -> exchange.answer(200, version());
            case "GET /info" -> exchange.answer(200, infos.build());
            case "GET /system/df" -> exchange.answer(200, usages.build(exchange));
            default -> throw new IllegalStateException(route);
        }
    }

    private Version version() {
        EngineInfo info = engine.info();
        VersionComponent component = new VersionComponent("Engine", DOCKER_RELEASE, Map.of(
                "ApiVersion", ApiVersions.NEWEST_TEXT, "MinAPIVersion", ApiVersions.OLDEST_TEXT, "Os", "linux",
                "Arch", InfoAnswer.goArchitecture(info.machine()), "KernelVersion", info.kernelVersion(),
                "Experimental", "false", "GitCommit", "berth-" + info.version(), "GoVersion", "", "BuildTime", ""));
        VersionComponent berth = new VersionComponent("berth", info.version(), Map.of("Java",
                System.getProperty("java.version", "")));
        return new Version(Optional.of(new PlatformName("Berth " + info.version())), List.of(component, berth),
                DOCKER_RELEASE, ApiVersions.NEWEST_TEXT, ApiVersions.OLDEST_TEXT, "berth-" + info.version(), "",
                "linux", InfoAnswer.goArchitecture(info.machine()), info.kernelVersion(), Optional.empty(),
                Optional.of(""));
    }
}
