package dev.berth.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A socket's streams as the channels that {@code dev.berth.http} reads and writes. A socket channel knows neither
 * time-outs nor TLS; {@code Channels.newChannel} copies once more. All buffers that come here have an array.
 */
final class StreamChannel {

    private StreamChannel() {
    }

    /** Reading. */
    record Input(InputStream in) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            if (count > 0) {
                target.position(target.position() + count);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Writing. */
    record Output(OutputStream out) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = source.remaining();
            out.write(source.array(), source.arrayOffset() + source.position(), count);
            source.position(source.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
