package dev.berth.engine;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Inotify;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Pidfd;
import dev.berth.kernel.Poll;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** A launch that was under way when an engine died: it goes on without it. */
final class UnfinishedLaunch {

    /** So long a launch may take yet: a busy machine's tenth of a second, many times over. */
    private static final long PATIENCE_MILLIS = 10_000;

    private UnfinishedLaunch() {
    }

    /**
     * The start record of a container; of one whose launch is under way, as soon as that is over.
     *
     * @param directory the container's
     * @param id the container's
     * @return empty if it was not started, or could not be
     */
    static Optional<MonitorFiles.Started> await(Path directory, String id) throws IOException {
        Optional<MonitorFiles.Started> start = MonitorFiles.started(directory);
        if (start.isPresent() || !Files.exists(directory.resolve(MonitorFiles.ROOM))) {
            return start;
        }
        OptionalInt launcher = find(id);
        if (launcher.isPresent()) {
            awaitStart(directory, launcher.getAsInt());
        }
        return MonitorFiles.started(directory);
    }

    /** Waits until the start record has its name or the launcher has ended. */
    private static void awaitStart(Path directory, int launcher) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        try (Inotify changes = new Inotify(); Fd process = Pidfd.open(launcher)) {
            changes.watch(directory, Inotify.MOVED_TO | Inotify.ONLY_DIRECTORY);
            short[] ready = new short[2];
            // looked at after the watch began: between the two nothing is missed
            while (!Files.exists(directory.resolve(MonitorFiles.STARTED)) && ready[1] == 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                Poll.poll(new int[] {changes.number(), process.number()}, new short[] {Poll.IN, Poll.IN}, ready, left);
                changes.read();
            }
        } catch (KernelException e) {
            if (e.errno() != Errno.ESRCH) { // else it has just ended
                throw e;
            }
        }
    }

    /** Looks for a container's launcher or monitor among the machine's processes. */
    private static OptionalInt find(String id) throws IOException {
        byte[] wanted = ("berth-monitor\0" + id + "\0").getBytes(StandardCharsets.ISO_8859_1);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    if (Arrays.equals(wanted, Files.readAllBytes(process.resolve("cmdline")))) {
                        return OptionalInt.of(Integer.parseInt(process.getFileName().toString()));
                    }
                } catch (IOException e) {
                    continue; // it has just ended
                }
            }
        }
        return OptionalInt.empty();
    }
}
