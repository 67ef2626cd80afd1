package dev.berth.api;

import dev.berth.docker.Commit;
import dev.berth.docker.Info;
import dev.berth.docker.InfoBuilder;
import dev.berth.docker.Plugins;
import dev.berth.docker.Runtime;
import dev.berth.docker.SwarmInfo;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts {@code docker info} together. */
final class InfoAnswer {
    private final Engine engine;

    InfoAnswer(Engine engine) {
        this.engine = engine;
    }

    /** Go's name of an architecture. */
    static String goArchitecture(String machine) {
        return switch (machine) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> machine;
        };
    }

    /** Docker's name of the file system that a directory is on. */
    private static String fileSystem(String directory) {
        try {
            String type = Files.getFileStore(Path.of(directory)).type();
            return type.startsWith("ext") ? "extfs" : type.equals("overlay") ? "overlayfs" : type;
        } catch (IOException e) {
            return "<unknown>";
        }
    }

    Info build() throws IOException {
        EngineInfo info = engine.info();
        List<Container> containers = engine.containers().list();
        int running = 0;
        int paused = 0;
        for (Container container : containers) {
            running += container.state().status() == Container.Status.RUNNING ? 1 : 0;
            paused += container.state().status() == Container.Status.PAUSED ? 1 : 0;
        }
        return new InfoBuilder()
                .id(info.id())
                .containers(containers.size()).containersRunning(running).containersPaused(paused)
                .containersStopped(containers.size() - running - paused)
                .images(engine.images().list().size())
                .driver(info.storageDriver()).driverStatus(List.of(List.of("Backing Filesystem",
                        fileSystem(info.dataDirectory()))))
                .plugins(new Plugins(List.of("local"), List.of("host", "null"), List.of(), List.of("json-file",
                        "local", "none")))
                .memoryLimit(true).swapLimit(true).cpuCfsPeriod(true).cpuCfsQuota(true).cpuShares(true).cpuSet(true)
                .pidsLimit(true).ipv4Forwarding(true).oomKillDisable(info.cgroupVersion().equals("1"))
                .threads(Thread.activeCount())
                .systemTime(Times.text(Instant.now())).loggingDriver("json-file").cgroupDriver("cgroupfs")
                .cgroupVersion(info.cgroupVersion()).kernelVersion(info.kernelVersion())
                .operatingSystem(info.operatingSystem()).osType("linux").architecture(info.machine())
                .indexServerAddress("https://index.docker.io/v1/").processors(info.processors())
                .memTotal(info.memoryBytes()).dockerRootDir(info.dataDirectory()).name(info.hostname())
                .serverVersion(info.version()).runtimes(Map.of("berth", new Runtime("berth")))
                .defaultRuntime("berth")
                .swarm(new SwarmInfo("", "", "inactive", false, "", List.of()))
                .liveRestoreEnabled(true).initBinary("berth")
                .containerdCommit(new Commit("", "")).runcCommit(new Commit("", "")).initCommit(new Commit("", ""))
                .securityOptions(info.securityOptions()).warnings(info.warnings())
                .build();
    }
}
