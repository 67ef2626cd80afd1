package dev.berth.image.registry;

import dev.berth.image.Progress;
import dev.berth.image.manifest.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;

/** A download that says now and then how far it is. */
final class ReportedDownload extends FilterInputStream {

    /** Between two reports. */
    private static final long REPORT_NANOS = 100_000_000;

    private final Descriptor blob;
    private final Progress progress;
    private long position;
    private long reported = System.nanoTime();

    ReportedDownload(BlobDownload download, Descriptor blob, Progress progress) {
        super(download);
        this.blob = blob;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        position += Math.max(n, 0);
        long now = System.nanoTime();
        if (now - reported >= REPORT_NANOS) {
            reported = now;
            progress.part(blob.digest().shortened(), "Downloading", position, blob.size());
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
