package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import dev.berth.kernel.WindowSize;
import dev.berth.session.FdOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The steps in a block that is drawn again in place, several times a second while something runs. When the build has
 * ended the block stays, without what the steps printed.
 */
final class LiveView implements BuildView {

    private static final long FRAME_MILLIS = 100;

    private final FdOutput to;
    private final Supplier<WindowSize> size;
    private final LiveBlock block;
    private final List<StepLog> steps = new ArrayList<>();
    private final Thread thread;
    private int drawn;
    private boolean changed;
    private boolean over;

    /**
     * A view.
     *
     * @param to the terminal
     * @param size how large it is now
     * @param colors whether it shows colours
     */
    LiveView(FdOutput to, Supplier<WindowSize> size, boolean colors) {
        this.to = to;
        this.size = size;
        this.block = new LiveBlock(colors, System.nanoTime());
        this.thread = new Thread(null, this::work, "build-view", 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (awaitFrame()) {
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the terminal is gone, which the command's own thread will see too
            System.getLogger(LiveView.class.getName()).log(System.Logger.Level.DEBUG, "no terminal", e);
        }
    }

    /** Waits for something to draw: a change, or the time of a running step. False at the end. */
    private synchronized boolean awaitFrame() throws InterruptedException {
        while (!over && !changed && steps.stream().noneMatch(StepLog::isRunning)) {
            wait();
        }
        if (!over) {
            wait(FRAME_MILLIS);
        }
        return !over;
    }

    private synchronized void draw() throws IOException {
        if (!over) {
            changed = false;
            WindowSize now = size.get();
            show(block.lines(steps, System.nanoTime(), now.columns(), Math.max(2, now.rows() - 1)), false);
        }
    }

    private void show(List<String> lines, boolean stays) throws IOException {
        StringBuilder out = new StringBuilder();
        if (drawn > 0) {
            out.append("\033[").append(drawn).append("A\r");
        }
        for (String line : lines) {
            out.append(line).append("\033[K\n");
        }
        to.draw(out.append("\033[J").toString());
        drawn = stays ? 0 : lines.size();
    }

    private synchronized void wake() {
        changed = true;
        notifyAll();
    }

    @Override
    public synchronized void began(StepLog log) {
        steps.add(log);
        wake();
    }

    @Override
    public void printed(StepLog log, List<StepLog.Line> lines) {
        wake();
    }

    @Override
    public void transferred(StepLog log, String id) {
        wake();
    }

    @Override
    public void ended(StepLog log, BuildStep how) {
        wake();
    }

    @Override
    public synchronized void said(String line) throws IOException {
        if (drawn > 0) {
            to.draw("\033[" + drawn + "A\r\033[J");
            drawn = 0;
        }
        to.println(LiveBlock.plain(line));
        wake();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            notifyAll();
            show(block.lines(steps, System.nanoTime(), size.get().columns(), Integer.MAX_VALUE), true);
        }
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
