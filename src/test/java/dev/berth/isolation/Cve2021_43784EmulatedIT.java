package dev.berth.isolation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.kernel.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The launcher for the machine that this is not refuses the same tapes by the same rules. */
class Cve2021_43784EmulatedIT extends Cve2021_43784IT {

    private static final Machine OTHER = Arrays.stream(Machine.values()).filter(m -> m != Machine.CURRENT).findFirst()
            .orElseThrow();
    private static final Path EMULATOR = Path.of("/usr/bin/qemu-" + OTHER.uname() + "-static");

    @Override
    Machine machine() {
        return OTHER;
    }

    @Override
    Optional<Path> emulator() {
        return Optional.of(EMULATOR);
    }

    @BeforeEach
    void needsEmulatorAndLauncher() {
        assumeTrue(Files.isExecutable(EMULATOR), "needs " + EMULATOR + " (package qemu-user-static)");
        assumeTrue(Launcher.class.getResource("launcher-" + OTHER.uname()) != null,
                "needs a compiler for " + OTHER.uname() + " when Berth is built");
    }
}
