package dev.berth.isolation.cgroup;

import java.nio.file.Path;
import java.util.Set;

/**
 * One mounted cgroup tree.
 *
 * @param v2 whether it is the unified tree of cgroup v2
 * @param name the name of its directory, with which {@link Setting#file()} begins on v1, for example {@code memory} or
 *     {@code cpu,cpuacct}; empty on v2
 * @param mount where it is mounted
 * @param controllers what it controls; {@code name=systemd} stands for a named tree without a controller
 * @param own the engine's own group in it, relative to the mount, {@code /} at the top
 */
record Hierarchy(boolean v2, String name, Path mount, Set<String> controllers, String own) {

    /** Whether it is a v1 tree without controllers, which a service manager follows its processes with. */
    boolean named() {
        return !v2 && controllers.stream().allMatch(c -> c.startsWith("name="));
    }
}
