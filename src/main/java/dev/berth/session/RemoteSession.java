package dev.berth.session;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Poll;
import dev.berth.kernel.Termios;
import dev.berth.kernel.UnixSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session on a client's descriptors. Signals come in on the server's thread, the command runs in its own. */
final class RemoteSession implements Session {

    private static final System.Logger LOG = System.getLogger(RemoteSession.class.getName());
    private static final int SIGTTIN = 21;

    private final SessionRequest request;
    private final UnixSocket socket;
    private final ClientProcess client;
    private final Gate gate = new ForegroundGate();
    private final Streams streams;
    private final SharedFd terminalFd;

    private volatile SignalHandler handler = signal -> false;
    private volatile boolean hungUp;
    private Optional<Signal> interruptedBy = Optional.empty();
    private Thread thread;
    private long continued;
    private boolean over;

    /**
     * Takes over a client's descriptors.
     *
     * @param request what it asks for
     * @param fds its 0, 1 and 2
     * @param socket for the answers; stays the server's
     * @param pid the client's process
     * @throws KernelException if the kernel refuses
     */
    RemoteSession(SessionRequest request, List<Fd> fds, UnixSocket socket, int pid) throws KernelException {
        this.request = request;
        this.socket = socket;
        this.client = new ClientProcess(pid);
        Optional<Termios> modes = Termios.of(fds.get(0).number());
        this.terminalFd = new SharedFd(modes.isPresent() ? fds.get(0).duplicate() : Fd.of(fds.get(0).number()),
                modes.isEmpty());
        FdInput in = new FdInput(fds.get(0), false, gate);
        FdOutput out = new FdOutput(fds.get(1), false, gate);
        FdOutput err = new FdOutput(fds.get(2), false, gate);
        Optional<SessionTerminal> terminal = modes.isPresent() && out.isTerminal()
                ? Optional.of(new SessionTerminal(in, out, terminalFd, modes.get(), new ClientStopper()))
                : Optional.empty();
        this.streams = new Streams(in, out, err, terminal);
    }

    @Override
    public List<String> arguments() {
        return request.arguments();
    }

    @Override
    public Path directory() {
        return request.directory();
    }

    @Override
    public Map<String, String> environment() {
        return request.environment();
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

    /** Runs the command and tells the client to exit. Closes the descriptors, not the socket. */
    void run(CommandRunner runner) {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        String message = "";
        int status;
        try {
            if (interruptedBy().isPresent()) {
                status = 0;
            } else {
                status = runner.run(this);
            }
        } catch (HangUpException e) {
            status = e.exitStatus();
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            status = 130;
        } catch (IOException e) {
            status = 1;
            message = "berth: " + e.getMessage() + "\n";
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a command failed: " + request.arguments(), e);
            status = 125;
            message = "berth: internal error: " + e + "; the engine's log has more\n";
        }
        synchronized (this) {
            thread = null;
            over = true;
            notifyAll();
        }
        // an interrupt that came in at the end is not the next session's
        Thread.interrupted();
        end(interruptedBy().map(s -> 128 + s.number()).orElse(status), message);
    }

    private void end(int status, String message) {
        gate.end();
        terminal().ifPresent(SessionTerminal::restore);
        in().closeSession();
        out().closeSession();
        err().closeSession();
        terminalFd.close();
        try {
            send(Frame.exit(status, message));
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the client is gone: {0}", e.getMessage());
        }
    }

    private synchronized Optional<Signal> interruptedBy() {
        return interruptedBy;
    }

    private void send(byte[] frame) throws KernelException {
        synchronized (socket) {
            socket.send(frame);
        }
    }

    /** A signal that the client received. */
    void signalled(Signal signal) {
        if (signal == Signal.HUP) {
            hangUp();
            return;
        }
        SignalHandler hears = handler;
        if (hears.signalled(signal)) {
            if (hears.goesOn()) {
                sayHeard();
            }
            return;
        }
        switch (signal) {
            case TSTP -> stopClient();
            case CONT, USR1, USR2 -> { }
            default -> interrupt(signal);
        }
    }

    private void sayHeard() {
        try {
            send(Frame.heard());
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the client is gone: {0}", e.getMessage());
        }
    }

    private void stopClient() {
        gate.stop();
        try {
            if (terminal().isPresent()) {
                terminal().get().lend();
            }
            send(Frame.stop(Signal.TSTP.number()));
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the client could not be stopped: {0}", e.getMessage());
            gate.go();
        }
    }

    private synchronized void interrupt(Signal signal) {
        if (over) {
            return;
        }
        interruptedBy = Optional.of(signal);
        in().interrupt();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The window has another size. */
    void resized() {
        terminal().ifPresent(SessionTerminal::resized);
    }

    /** The client goes on after a stop. */
    void continued(boolean foreground) {
        try {
            if (terminal().isPresent() && terminal().get().isChanged()) {
                if (!foreground) {
                    send(Frame.stop(SIGTTIN));
                    return;
                }
                terminal().get().takeBack();
            }
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the terminal could not be taken back: {0}", e.getMessage());
        }
        synchronized (this) {
            continued++;
            notifyAll();
        }
        gate.go();
        terminal().ifPresent(SessionTerminal::resumed);
        handler.signalled(Signal.CONT);
    }

    /** The client or its terminal is gone. */
    void hangUp() {
        if (hungUp) {
            return;
        }
        hungUp = true;
        // before the command hears of it, which may end at once and close the terminal
        if (terminal().isPresent() && terminal().get().isChanged()) {
            terminal().get().restore();
            leaveScreen();
        }
        streams.hangUp();
        gate.end();
        synchronized (this) {
            notifyAll();
        }
        if (!handler.signalled(Signal.HUP)) {
            interrupt(Signal.HUP);
        }
    }

    /** Undoes what a full-screen program left on, unless writing would wait. */
    private void leaveScreen() {
        if (!terminalFd.enter()) {
            return;
        }
        try {
            Fd fd = terminalFd.fd();
            if (Poll.poll(new int[] {fd.number()}, new short[] {Poll.OUT}, new short[1], 0) > 0) {
                fd.write(SessionTerminal.RESET.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the terminal is gone: {0}", e.getMessage());
        } finally {
            terminalFd.leave();
        }
    }

    private final class ClientStopper implements SessionTerminal.Stopper {

        @Override
        public void stopAndWait() throws IOException {
            stop(Signal.TSTP.number());
        }

        @Override
        public void awaitForeground() throws IOException {
            while (!hungUp && !client.isInForeground()) {
                stop(SIGTTIN);
            }
        }

        private void stop(int signal) throws IOException {
            synchronized (RemoteSession.this) {
                long before = continued;
                send(Frame.stop(signal));
                while (continued == before && !hungUp && !over) {
                    try {
                        RemoteSession.this.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException("interrupted");
                    }
                }
            }
        }
    }

    /** Lets nobody read the terminal while the client is in the background. */
    private final class ForegroundGate extends Gate {
        private final ClientStopper stopper = new ClientStopper();

        @Override
        boolean beforeTerminalRead() throws InterruptedIOException {
            boolean waited = pass();
            if (client.isInForeground()) {
                return waited;
            }
            try {
                stopper.awaitForeground();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                // the client is gone; the next poll or read says so
                LOG.log(System.Logger.Level.DEBUG, "the client could not be stopped: {0}", e.getMessage());
            }
            return true;
        }
    }
}
