package dev.berth.image.registry;

import dev.berth.http.ChannelInput;
import dev.berth.http.ChannelOutput;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** A connection to a registry with its buffers. Closing it wakes whoever is blocked on it. */
final class Connection implements Closeable {

    private final String origin;
    private final Socket wire;
    private final Socket socket;
    private final ChannelInput in;
    private final ChannelOutput out;

    /**
     * A connection.
     *
     * @param origin scheme, host and port that it leads to
     * @param wire what the kernel knows of
     * @param socket the same, or TLS over it
     */
    Connection(String origin, Socket wire, Socket socket) throws IOException {
        this.origin = origin;
        this.wire = wire;
        this.socket = socket;
        this.in = new ChannelInput(new StreamChannel.Input(socket.getInputStream()));
        this.out = new ChannelOutput(new StreamChannel.Output(socket.getOutputStream()));
    }

    String origin() {
        return origin;
    }

    ChannelInput in() {
        return in;
    }

    ChannelOutput out() {
        return out;
    }

    /** How long a read may wait, in milliseconds. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** At once, without TLS's farewell, which would wait for a writer that is blocked. */
    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            System.getLogger(Connection.class.getName()).log(System.Logger.Level.DEBUG, "closing {0}: {1}", origin,
                    e.getMessage());
        }
    }
}
