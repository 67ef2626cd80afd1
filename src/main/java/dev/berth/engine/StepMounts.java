package dev.berth.engine;

import dev.berth.engine.Step.StepMount;
import dev.berth.isolation.ContainerSpec.MountSpec;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.IdMap;
import dev.berth.kernel.MountCalls;
import dev.berth.kernel.MountFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The mounts of a build step as a launch has them. */
final class StepMounts {

    private static final String KEY = "RUN --mount";

    private StepMounts() {
    }

    /** The specifications, in order. */
    static List<MountSpec> of(List<StepMount> mounts) {
        List<MountSpec> result = new ArrayList<>();
        for (StepMount mount : mounts) {
            result.add(of(mount));
        }
        return result;
    }

    private static MountSpec of(StepMount mount) {
        if (mount instanceof Step.Memory memory) {
            return new MountSpec.Memory(memory.target(), MountFlags.NOSUID | MountFlags.NODEV, "mode=1777"
                    + memory.sizeBytes().map(size -> ",size=" + size).orElse(""), KEY);
        }
        if (mount instanceof Step.Discarding over) {
            return new MountSpec.Prepared(new Descriptor.Overlay("mount for " + over.target(),
                    List.of(Path.of("/proc/self/fd/" + over.source().number())), Optional.of(over.upper()),
                    Optional.of(over.work()), List.of("volatile")), over.target(), true, KEY);
        }
        Step.Bind bind = (Step.Bind) mount;
        // by descriptor: the path behind it may have become another file's by now
        Path source = Path.of("/proc/self/fd/" + bind.source().number());
        // a device in a cache directory or a stage must not become one that can be opened
        long attributes = MountCalls.NODEV | (bind.readOnly() ? MountCalls.RDONLY : 0);
        return new MountSpec.Prepared(new Descriptor.Tree("mount for " + bind.target(), source, false, attributes, 0,
                OptionalInt.of(MountFlags.PRIVATE), IdMap.IDENTITY), bind.target(), bind.directory(), KEY);
    }
}
