package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the bytes of a layer's files in its plain archive, for a layer that nobody has unpacked yet. */
final class PlainLayerSize {

    private static final int BUFFER = 256 * 1024;

    private final BlobStore blobs;
    private final Map<Digest, Long> known = new ConcurrentHashMap<>();

    /** Of the blobs of a store. */
    PlainLayerSize(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Counts, once for each layer.
     *
     * @param blob a plain layer of the store
     * @return bytes as they are when it is unpacked, but for files that the archive has twice
     */
    long of(Digest blob) throws IOException {
        Long before = known.get(blob);
        if (before != null) {
            return before;
        }
        long bytes = 0;
        try (BufferedInputStream in = new BufferedInputStream(blobs.open(blob), BUFFER)) {
            TarReader archive = new TarReader(in, false);
            for (Optional<TarEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
                boolean link = entry.get().type() == TarEntry.Type.SYMLINK;
                bytes += link ? entry.get().linkName().length() : entry.get().size();
            }
        }
        known.put(blob, bytes);
        return bytes;
    }
}
