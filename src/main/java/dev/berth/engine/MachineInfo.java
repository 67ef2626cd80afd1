package dev.berth.engine;

import dev.berth.isolation.lsm.AppArmor;
import dev.berth.isolation.lsm.Selinux;
import dev.berth.kernel.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what the machine is. */
final class MachineInfo {

    /** Berth's version: the one in the build file. */
    static final String VERSION = "0.1.0";

    private MachineInfo() {
    }

    static EngineInfo read(EngineParts parts, Instant started) {
        return new EngineInfo(id(parts.directories().data()), VERSION, line(Path.of("/proc/sys/kernel/osrelease")),
                operatingSystem(), Machine.CURRENT.uname(), line(Path.of("/proc/sys/kernel/hostname")),
                Runtime.getRuntime().availableProcessors(), memoryBytes(), parts.cgroups().version(),
                securityOptions(), parts.directories().data().toString(),
                parts.images().driver().name(), false, started, List.of());
    }

    /** As docker lists them; what is not listed does not confine anything on this machine. */
    private static List<String> securityOptions() {
        List<String> options = new ArrayList<>();
        if (new AppArmor().enabled()) {
            options.add("name=apparmor,profile=" + AppArmor.DEFAULT);
        }
        options.add("name=seccomp,profile=builtin");
        if (new Selinux().enabled()) {
            options.add("name=selinux");
        }
        options.add("name=cgroupns");
        return options;
    }

    private static String id(Path data) {
        Path file = data.resolve("engine-id");
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(file, UUID.randomUUID().toString(), true);
            }
            return Files.readString(file);
        } catch (IOException e) {
            System.getLogger(MachineInfo.class.getName()).log(System.Logger.Level.WARNING,
                    "the engine has no id: " + e.getMessage());
            return "";
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String operatingSystem() {
        for (String line : line(Path.of("/etc/os-release")).split("\n")) {
            if (line.startsWith("PRETTY_NAME=")) {
                return line.substring("PRETTY_NAME=".length()).replace("\"", "");
            }
        }
        return "Linux";
    }

    private static long memoryBytes() {
        for (String line : line(Path.of("/proc/meminfo")).split("\n")) {
            if (line.startsWith("MemTotal:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        return 0;
    }
}
