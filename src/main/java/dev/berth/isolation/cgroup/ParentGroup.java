package dev.berth.isolation.cgroup;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The group that all of an engine's groups in one tree are below, made when it is first needed and kept open. */
final class ParentGroup {

    private static final int EXISTS = Errno.EEXIST;
    private static final int REMOVE_DIRECTORY = 0x200;

    private final Hierarchy hierarchy;
    private final Path base;
    private final String name;
    private final Set<String> enabled = new HashSet<>();
    private final Set<Path> made = new HashSet<>();
    private Optional<Fd> directory = Optional.empty();

    /**
     * A parent group.
     *
     * @param hierarchy the tree
     * @param base where groups may be made
     * @param name its name below that, may have several parts
     */
    ParentGroup(Hierarchy hierarchy, Path base, String name) {
        this.hierarchy = hierarchy;
        this.base = base;
        this.name = name;
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    Path base() {
        return base;
    }

    Path path() {
        return base.resolve(name);
    }

    boolean exists() {
        return Files.isDirectory(path());
    }

    /** Its descriptor; makes it first if need be. */
    synchronized int open() throws KernelException {
        if (directory.isEmpty()) {
            makeDirectories();
            directory = Optional.of(Fd.open(path(), OpenFlags.PATH | OpenFlags.DIRECTORY, 0));
        }
        return directory.get().number();
    }

    /** Makes and opens it again, when it was removed from under this engine. */
    synchronized int reopen() throws KernelException {
        directory.ifPresent(Fd::close);
        directory = Optional.empty();
        enabled.clear();
        return open();
    }

    /**
     * Hands v2 controllers down from the base to the groups below this one.
     *
     * @param controllers which ones
     * @throws IOException if the kernel refuses
     */
    synchronized void enable(List<String> controllers) throws IOException {
        open();
        if (enabled.containsAll(controllers)) {
            return;
        }
        Path at = base;
        enableAt(at, controllers);
        for (Path part : Path.of(name)) {
            at = at.resolve(part);
            enableAt(at, controllers);
        }
        enabled.addAll(controllers);
    }

    /** Removes it, and the groups above that were made with it, where nothing is in them. */
    synchronized void removeIfEmpty() {
        remove(false);
    }

    /** The same, but keeps groups that were there before this engine needed them. */
    synchronized void removeIfMade() {
        remove(true);
    }

    private void remove(boolean onlyMade) {
        directory.ifPresent(Fd::close);
        directory = Optional.empty();
        enabled.clear();
        for (Path at = path(); !at.equals(base); at = at.getParent()) {
            if (onlyMade && !made.contains(at)) {
                return;
            }
            try (Scratch s = Scratch.open()) {
                if (Kernel.raw(Sys.UNLINKAT, Fd.AT_FDCWD, s.string(at.toString()), REMOVE_DIRECTORY) < 0) {
                    return;
                }
            }
        }
    }

    private static void enableAt(Path group, List<String> controllers) throws IOException {
        Path file = group.resolve("cgroup.subtree_control");
        List<String> have = Arrays.asList(Files.readString(file).trim().split(" "));
        StringBuilder missing = new StringBuilder();
        for (String controller : controllers) {
            if (!have.contains(controller)) {
                missing.append(missing.length() == 0 ? "+" : " +").append(controller);
            }
        }
        if (missing.length() > 0) {
            try (Fd fd = Fd.open(file, OpenFlags.WRONLY, 0)) {
                fd.write(missing.toString().getBytes(StandardCharsets.US_ASCII));
            } catch (KernelException e) {
                throw new CgroupException("cannot hand the controllers \"" + missing + "\" down in " + file + ": "
                        + Errno.message(e.errno()) + "; the engine needs a cgroup that is delegated to it", e);
            }
        }
    }

    private void makeDirectories() throws KernelException {
        Path at = base;
        for (Path part : Path.of(name)) {
            at = at.resolve(part);
            try (Scratch s = Scratch.open()) {
                long result = Kernel.raw(Sys.MKDIRAT, Fd.AT_FDCWD, s.string(at.toString()), 0755);
                if (result != -EXISTS) {
                    Kernel.check(result, "mkdir", at);
                    made.add(at);
                    if (hierarchy.controllers().contains("cpuset") && !hierarchy.v2()) {
                        inheritProcessors(at);
                    }
                }
            }
        }
    }

    /** A new v1 cpuset is empty and takes no process; this one gets all, and hands them on to its children. */
    private static void inheritProcessors(Path group) throws KernelException {
        for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
            try {
                write(group.resolve(file), Files.readString(group.getParent().resolve(file)).trim());
            } catch (KernelException e) {
                throw e;
            } catch (IOException e) {
                throw new KernelException("read " + group.getParent().resolve(file), Errno.EIO);
            }
        }
        write(group.resolve("cgroup.clone_children"), "1");
    }

    private static void write(Path file, String value) throws KernelException {
        try (Fd fd = Fd.open(file, OpenFlags.WRONLY, 0)) {
            fd.write(value.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
