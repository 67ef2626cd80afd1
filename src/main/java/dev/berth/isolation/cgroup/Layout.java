package dev.berth.isolation.cgroup;

import dev.berth.kernel.Kernel;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which controller is in which tree on this machine. */
final class Layout {

    private static final int WRITABLE = 2;

    private final Map<String, ParentGroup> controllers = new LinkedHashMap<>();
    private final List<ParentGroup> v1 = new ArrayList<>();
    private final List<ParentGroup> named = new ArrayList<>();
    private Optional<ParentGroup> unified = Optional.empty();

    private Layout() {
    }

    /** Sorts trees; a controller that is in a v1 tree is not in v2's. */
    static Layout of(List<Hierarchy> trees, String parent) throws CgroupException {
        Layout layout = new Layout();
        for (Hierarchy tree : trees) {
            ParentGroup group = new ParentGroup(tree, base(tree), parent);
            if (tree.v2()) {
                layout.unified = Optional.of(group);
            } else if (tree.named()) {
                // at the top nobody follows the engine's processes, so there is nothing to leave
                if (!tree.own().equals("/")) {
                    layout.named.add(group);
                }
            } else {
                layout.v1.add(group);
                tree.controllers().forEach(c -> layout.controllers.put(c, group));
            }
        }
        if (layout.unified.isPresent()) {
            ParentGroup group = layout.unified.get();
            for (String controller : available(group.base())) {
                layout.controllers.putIfAbsent(controller, group);
            }
        }
        return layout;
    }

    /** The tree that a controller is in. */
    Optional<ParentGroup> of(String controller) {
        return Optional.ofNullable(controllers.get(controller));
    }

    /** The v2 tree, also where it has no controllers. */
    Optional<ParentGroup> unified() {
        return unified;
    }

    /** v1 trees that a service manager follows its processes with, and the engine with them. */
    List<ParentGroup> named() {
        return named;
    }

    /** Every tree in which groups may have been made. */
    List<ParentGroup> all() {
        List<ParentGroup> all = new ArrayList<>(v1);
        unified.ifPresent(all::add);
        all.addAll(named);
        return all;
    }

    /** Controllers, with {@code v1} or {@code v2}. */
    Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        controllers.forEach((name, group) -> versions.put(name, group.hierarchy().v2() ? "v2" : "v1"));
        return versions;
    }

    /**
     * Where groups may be made: the top; where that is not writable, as without root, the highest of the engine's own
     * groups that is (user@UID.service where systemd delegates).
     */
    private static Path base(Hierarchy tree) {
        Path top = tree.mount();
        if (!tree.v2() || tree.own().equals("/") || writable(top.resolve("cgroup.procs"))) {
            return top;
        }
        Path at = top;
        for (Path part : Path.of(tree.own().substring(1))) {
            at = at.resolve(part);
            if (writable(at.resolve("cgroup.procs")) && writable(at.resolve("cgroup.subtree_control"))) {
                return at;
            }
        }
        return top;
    }

    private static boolean writable(Path path) {
        try (Scratch s = Scratch.open()) {
            return Kernel.raw(Sys.FACCESSAT2, Fd.AT_FDCWD, s.string(path.toString()), WRITABLE, 0) == 0;
        }
    }

    private static List<String> available(Path base) throws CgroupException {
        Path file = base.resolve("cgroup.controllers");
        try {
            String text = Files.readString(file).trim();
            return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
        } catch (IOException e) {
            throw new CgroupException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
