package dev.berth.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection with its buffers. Closing it wakes whoever is blocked on it. */
public final class HttpConnection implements Closeable {
    private final SocketChannel channel;
    private final ChannelInput in;
    private final ChannelOutput out;

    /** A connection on a channel that is connected and in blocking mode. */
    public HttpConnection(SocketChannel channel) {
        this.channel = channel;
        this.in = new ChannelInput(channel);
        this.out = new ChannelOutput(channel);
    }

    /**
     * Connects to a Unix socket.
     *
     * @throws IOException when nobody answers there
     */
    public static HttpConnection connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new HttpConnection(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What the other side sends. */
    public ChannelInput in() {
        return in;
    }

    /** What goes to the other side. */
    public ChannelOutput out() {
        return out;
    }

    /** Tells the other side that nothing more will come; what it sends can still be read. */
    public void shutdownOutput() throws IOException {
        out.flush();
        channel.shutdownOutput();
    }

    /** Whether this side has closed it. */
    public boolean closed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
