package dev.berth.image.registry;

import dev.berth.image.Progress;
import dev.berth.image.layer.WatchedInput;
import dev.berth.image.manifest.Descriptor;

/** A download that says now and then how far it is. */
final class ReportedDownload extends WatchedInput {

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
    protected void taken(byte[] buffer, int offset, int count) {
        position += Math.max(count, 0);
        long now = System.nanoTime();
        if (now - reported >= REPORT_NANOS) {
            reported = now;
            progress.part(blob.digest().shortened(), "Downloading", position, blob.size());
        }
    }
}
