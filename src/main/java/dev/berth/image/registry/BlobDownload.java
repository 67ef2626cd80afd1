package dev.berth.image.registry;

import dev.berth.image.ImageException;
import dev.berth.image.InvalidImage;
import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A blob's bytes as a stream that goes on where it was when the connection breaks (Range), and that is exactly as long
 * as its descriptor says. The digest is for the reader to check.
 */
final class BlobDownload extends InputStream {

    /** How often a download may break without a byte of progress. */
    private static final int BREAKS = 4;
    private static final long PAUSE_MILLIS = 250;

    private final RegistryClient client;
    private final Descriptor blob;
    private volatile boolean aborted;
    private volatile Answer answer;
    private Optional<InputStream> local = Optional.empty();
    private InputStream in;
    private long position;
    private int breaks;

    /**
     * A download.
     *
     * @param client from where
     * @param blob what
     * @param beginning a file with the blob's first bytes, which are not fetched then
     */
    BlobDownload(RegistryClient client, Descriptor blob, Optional<Path> beginning) throws IOException {
        this.client = client;
        this.blob = blob;
        try {
            if (beginning.isPresent() && Files.size(beginning.get()) <= blob.size()) {
                local = Optional.of(Files.newInputStream(beginning.get()));
            }
        } catch (NoSuchFileException e) {
            // pruned in this moment: all of it is fetched
            local = Optional.empty();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (local.isPresent()) {
            int n = local.get().read(buffer, offset, length);
            if (n > 0) {
                position += n;
                return n;
            }
            drop();
        }
        while (position < blob.size()) {
            try {
                if (in == null) {
                    connect();
                }
                int n = in.read(buffer, offset, (int) Math.min(length, blob.size() - position));
                if (n > 0) {
                    position += n;
                    breaks = 0;
                    return n;
                }
                // the stream ended before the blob did: a broken connection looks so too
                again(new RegistryFailure("the registry sent " + position + " of " + blob.size() + " bytes of the blob "
                        + blob.digest(), 500));
            } catch (ImageException e) {
                if (e instanceof InvalidImage || e.httpStatus() != 500) {
                    throw e;
                }
                again(e);
            } catch (IOException e) {
                again(e);
            }
        }
        checkEnd();
        return -1;
    }

    @Override
    public void close() throws IOException {
        drop();
    }

    /** Makes a read in another thread end soon. */
    void abort() {
        aborted = true;
        Answer current = answer;
        if (current != null) {
            current.abort();
        }
    }

    private void connect() throws IOException {
        answer = client.blob(blob.digest(), position);
        in = answer.body();
        if (position > 0 && answer.status() != 206) {
            // no Range at this server: pass over what is there already
            in.skipNBytes(position);
        }
    }

    private void checkEnd() throws IOException {
        if (in != null) {
            if (in.read() >= 0) {
                drop();
                throw new InvalidImage("the registry sent more than the " + blob.size() + " bytes of the blob "
                        + blob.digest());
            }
            answer.close();
            in = null;
        }
    }

    private void again(IOException cause) throws IOException {
        drop();
        if (aborted) {
            throw new InterruptedIOException("the download was stopped");
        }
        if (++breaks > BREAKS) {
            throw cause instanceof ImageException ? cause : new RegistryFailure("the download of the blob "
                    + blob.digest() + " broke " + breaks + " times: " + cause.getMessage(), cause);
        }
        try {
            Thread.sleep(PAUSE_MILLIS << breaks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while downloading", e);
        }
    }

    private void drop() throws IOException {
        if (local.isPresent()) {
            local.get().close();
            local = Optional.empty();
        }
        if (answer != null) {
            answer.abort();
        }
        answer = null;
        in = null;
    }
}
