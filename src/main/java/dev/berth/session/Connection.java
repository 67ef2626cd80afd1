package dev.berth.session;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.PeerCredentials;
import dev.berth.kernel.UnixSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One client's connection: puts frames together and hands them to its session. Used by the server's thread only. */
final class Connection implements AutoCloseable {

    private final UnixSocket socket;
    private final PeerCredentials peer;
    private final List<Fd> passed = new ArrayList<>(3);
    private byte[] buffer = new byte[4096];
    private int filled;
    private Optional<RemoteSession> session = Optional.empty();

    private Connection(UnixSocket socket, PeerCredentials peer) {
        this.socket = socket;
        this.peer = peer;
    }

    /**
     * The next client's.
     *
     * @throws KernelException if it cannot be accepted
     */
    static Connection accept(UnixSocket listener) throws KernelException {
        UnixSocket socket = listener.accept();
        try {
            return new Connection(socket, socket.peer());
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    /** The client's user. */
    int uid() {
        return peer.uid();
    }

    int number() {
        return socket.number();
    }

    /**
     * Takes in what has arrived.
     *
     * @param start called once, when the request is complete
     * @return whether the connection lives on
     */
    boolean receive(Consumer<RemoteSession> start) {
        try {
            while (true) {
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 4, Frame.HEADER + SessionRequest.MAXIMUM));
                }
                int n = socket.receive(buffer, filled, buffer.length - filled, passed);
                if (n < 0) {
                    return true;
                }
                if (n == 0) {
                    return false;
                }
                filled += n;
                takeFrames(start);
            }
        } catch (KernelException e) {
            return false;
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
            return false;
        }
    }

    private void takeFrames(Consumer<RemoteSession> start) throws KernelException {
        int at = 0;
        while (filled - at >= Frame.HEADER) {
            int length = Frame.number(buffer, at + 4);
            if (length < 0 || length > SessionRequest.MAXIMUM) {
                throw new IllegalArgumentException("The client's frame is too long: " + length + " bytes.");
            }
            if (filled - at - Frame.HEADER < length) {
                break;
            }
            take(buffer[at], at + Frame.HEADER, length, start);
            at += Frame.HEADER + length;
        }
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
    }

    private void take(byte type, int at, int length, Consumer<RemoteSession> start) throws KernelException {
        if (session.isEmpty()) {
            if (type != Frame.REQUEST) {
                throw new IllegalArgumentException("The client sent no request first.");
            }
            if (passed.size() != 3) {
                throw new IllegalArgumentException("The client passed " + passed.size() + " descriptors, not 3.");
            }
            SessionRequest request = SessionRequest.parse(buffer, at, length);
            session = Optional.of(new RemoteSession(request, passed, socket, peer.pid()));
            passed.clear();
            start.accept(session.get());
            return;
        }
        RemoteSession running = session.get();
        switch (type) {
            case Frame.WINDOW -> running.resized();
            case Frame.CONTINUED -> running.continued(length == 0 || buffer[at] != 0);
            case Frame.SIGNAL -> {
                if (length > 0) {
                    Signal.of(buffer[at]).ifPresent(running::signalled);
                }
            }
            default -> throw new IllegalArgumentException("The client sent a frame of unknown type " + type + ".");
        }
    }

    /** Tells a client that it gets no session. */
    void refuse(String sentence) {
        try {
            socket.send(Frame.exit(125, "berth: " + sentence + "\n"));
        } catch (KernelException e) {
            System.getLogger(Connection.class.getName()).log(System.Logger.Level.DEBUG,
                    "a client that was refused is gone: {0}", e.getMessage());
        }
    }

    /** The client is gone; its session hears of it. */
    @Override
    public void close() {
        session.ifPresent(RemoteSession::hangUp);
        passed.forEach(Fd::close);
        socket.close();
    }
}
