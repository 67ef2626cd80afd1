package dev.berth.bench;

import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * crun over a bundle of the same root file system and limits. It refuses machines that have cgroup v1 and v2 side by
 * side, so it is started from a thread in a mount namespace of its own where the v2 tree is hidden.
 */
final class Crun implements AutoCloseable {

    private static final long CLONE_NEWNS = 0x20000;
    private static final long PRIVATE = 0x40000 | 0x4000;
    private static final long DETACH = 2;

    private final Programs programs;
    private final String peers;
    private final Path directory;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    Crun(Programs programs, String peers, Path directory) throws IOException, InterruptedException {
        this.programs = programs;
        this.peers = peers;
        this.directory = directory;
        on(Crun::hideUnified);
    }

    private static void hideUnified() throws KernelException {
        Kernel.check(Kernel.raw(Sys.UNSHARE, CLONE_NEWNS, 0), "make", "a mount namespace");
        try (Scratch s = Scratch.open()) {
            long none = s.string("none");
            Kernel.check(Kernel.raw(Sys.MOUNT, none, s.string("/"), 0, PRIVATE, 0), "make private", "/");
            // not there where the machine has one version of cgroup only
            Kernel.raw(Sys.UMOUNT2, s.string("/sys/fs/cgroup/unified"), DETACH);
        }
    }

    private void on(Interleaved.Action action) throws IOException, InterruptedException {
        try {
            thread.submit(() -> {
                action.run();
                return null;
            }).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** A bundle whose process is a command; answers its directory. */
    Path bundle(String name, String command, String... arguments) throws IOException, InterruptedException {
        Path bundle = directory.resolve(name);
        String[] line = new String[4 + arguments.length];
        line[0] = peers;
        line[1] = "bundle";
        line[2] = bundle.toString();
        line[3] = command;
        System.arraycopy(arguments, 0, line, 4, arguments.length);
        programs.run(line);
        return bundle;
    }

    /** Runs crun with a state directory of its own. */
    void run(String... arguments) throws IOException, InterruptedException {
        String[] line = new String[3 + arguments.length];
        line[0] = "crun";
        line[1] = "--root";
        line[2] = directory.resolve("state").toString();
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        on(() -> programs.run(line));
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    /** The root file system of a bundle as a tar archive. */
    Path archive(Path bundle) throws IOException, InterruptedException {
        Path archive = directory.resolve("rootfs.tar");
        if (!Files.exists(archive)) {
            programs.run("tar", "-C", bundle.resolve("rootfs").toString(), "-cf", archive.toString(), ".");
        }
        return archive;
    }
}
