package dev.berth.image.store;

import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets unpacked layers onto the disk without anybody waiting for it. A layer that may not be there yet carries a mark
 * with the id of this boot. After a loss of power the mark has another boot's id, and the layer is thrown away and
 * unpacked again from its blob, which is always synced. A killed engine loses nothing: the kernel still has the files.
 */
final class LayerSync implements AutoCloseable {

    /** Name of the mark in a layer's directory. */
    static final String MARK = "unsynced";
    private static final System.Logger LOG = System.getLogger(LayerSync.class.getName());
    /** So long a layer waits for others of its image: syncing once for all costs no more than for one. */
    private static final long DELAY_NANOS = 3_000_000_000L;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;
    private final String boot;
    private final List<Path> waiting = new ArrayList<>();
    private boolean running;
    private boolean closing;

    LayerSync(Path directory) throws IOException {
        this.directory = directory;
        this.boot = Files.readString(BOOT_ID, StandardCharsets.US_ASCII).trim();
    }

    /** Marks a layer that is about to be put in its place. */
    void mark(Path layer) throws IOException {
        Files.writeString(layer.resolve(MARK), boot);
    }

    /** Whether a layer's files may have been lost: it was marked before the machine started. */
    boolean isLost(Path layer) throws IOException {
        Path mark = layer.resolve(MARK);
        return Files.exists(mark) && !Files.readString(mark, StandardCharsets.US_ASCII).equals(boot);
    }

    /** Sees to it that a layer in its place gets onto the disk soon. */
    synchronized void begin(Path layer) {
        waiting.add(layer.resolve(MARK));
        if (!running) {
            running = true;
            Thread thread = new Thread(this::run, "layer-sync");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Waits for what is under way. */
    @Override
    public synchronized void close() {
        closing = true;
        notifyAll();
        while (running) {
            try {
                wait();
            } catch (InterruptedException e) {
                // the marks stay, and the next engine of this boot takes the layers as they are
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run() {
        List<Path> marks = take();
        while (!marks.isEmpty()) {
            try (Fd fd = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
                FileCalls.syncFileSystem(fd.number());
                for (Path mark : marks) {
                    Files.deleteIfExists(mark);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "Unpacked layers in {0} could not be synced; after a loss of "
                        + "power they are unpacked again: {1}", directory, e.getMessage());
            }
            marks = take();
        }
    }

    private synchronized List<Path> take() {
        awaitOthers();
        List<Path> marks = new ArrayList<>(waiting);
        waiting.clear();
        if (marks.isEmpty()) {
            running = false;
            notifyAll();
        }
        return marks;
    }

    private void awaitOthers() {
        long end = System.nanoTime() + DELAY_NANOS;
        long left = waiting.isEmpty() ? 0 : DELAY_NANOS;
        while (left > 0 && !closing) {
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                // somebody wants this thread to end, which it does when what waits is on the disk
                return;
            }
            left = end - System.nanoTime();
        }
    }
}
