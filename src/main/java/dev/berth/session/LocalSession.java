package dev.berth.session;

import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Sys;
import dev.berth.kernel.Termios;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session on this JVM's own descriptors 0, 1 and 2: {@code java -jar berth.jar …}, without the client. */
public final class LocalSession implements Session, AutoCloseable {

    private static final int SIGSTOP = 19;

    private final List<String> arguments;
    private final Streams streams;
    private final Thread thread = Thread.currentThread();
    private volatile SignalHandler handler = signal -> false;
    private volatile Optional<Signal> interruptedBy = Optional.empty();
    private volatile boolean hungUp;

    /**
     * Takes over the JVM's descriptors and signals; the calling thread is the session's.
     *
     * @param arguments without the program's name
     * @throws IOException if the kernel refuses
     */
    public LocalSession(List<String> arguments) throws IOException {
        this.arguments = List.copyOf(arguments);
        FdInput in = new FdInput(Fd.of(0), true, Gate.OPEN);
        FdOutput out = new FdOutput(Fd.of(1), true, Gate.OPEN);
        FdOutput err = new FdOutput(Fd.of(2), true, Gate.OPEN);
        Optional<Termios> modes = Termios.of(0);
        Optional<SessionTerminal> terminal = modes.isPresent() && out.isTerminal()
                ? Optional.of(new SessionTerminal(in, out, new SharedFd(Fd.of(0), true), modes.get(),
                        new SelfStopper()))
                : Optional.empty();
        this.streams = new Streams(in, out, err, terminal);
        for (Signal signal : new Signal[] {Signal.INT, Signal.TERM, Signal.HUP}) {
            handle(signal.name(), () -> signalled(signal));
        }
        if (terminal.isPresent()) {
            handle("WINCH", terminal.get()::resized);
        }
    }

    private static void handle(String name, Runnable action) {
        sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> action.run());
    }

    /**
     * Runs a command and gives its exit status, 128 + n after a signal.
     *
     * @param runner the command
     * @throws IOException what the command throws
     */
    public int run(CommandRunner runner) throws IOException {
        try {
            int status = runner.run(this);
            return interruptedBy.map(s -> 128 + s.number()).orElse(status);
        } catch (HangUpException e) {
            return e.exitStatus();
        } catch (IOException e) {
            if (interruptedBy.isPresent()) {
                return 128 + interruptedBy.get().number();
            }
            throw e;
        }
    }

    private void signalled(Signal signal) {
        if (signal == Signal.HUP) {
            hungUp = true;
            streams.hangUp();
        }
        if (!handler.signalled(signal)) {
            interruptedBy = Optional.of(signal);
            in().interrupt();
            thread.interrupt();
        }
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }

    @Override
    public Path directory() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    public Streams streams() {
        return streams;
    }

    @Override
    public Registration onSignal(SignalHandler next) {
        SignalHandler before = handler;
        handler = next;
        return () -> handler = before;
    }

    @Override
    public boolean isHungUp() {
        return hungUp;
    }

    /** Puts the terminal's modes back. */
    @Override
    public void close() {
        terminal().ifPresent(SessionTerminal::restore);
    }

    /** Job control as any program's: the kernel stops this process where it must. */
    private static final class SelfStopper implements SessionTerminal.Stopper {
        @Override
        public void stopAndWait() throws KernelException {
            // to this thread, so that it stops inside of the call; sent to the process, another thread may take the
            // signal while this one goes on and draws on the shell's screen
            Kernel.check(Kernel.raw(Sys.TGKILL, Kernel.raw(Sys.GETPID, 0, 0), Kernel.raw(Sys.GETTID, 0, 0), SIGSTOP),
                    "stop", "this process");
        }

        @Override
        public void awaitForeground() {
            // setting modes from the background raises SIGTTOU, whose default stops this process
        }
    }
}
