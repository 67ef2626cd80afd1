package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarReader;
import dev.berth.image.manifest.Descriptor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a layer ({@code image files}), read from its archive.
 *
 * @param layer digest of its blob
 * @param sizeBytes of its files
 * @param wastedBytes of files of lower layers that it deletes or replaces
 * @param changes in the archive's order
 */
public record LayerListing(Digest layer, long sizeBytes, long wastedBytes, List<FileChange> changes) {

    private static final int BUFFER = 128 * 1024;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /**
     * Lists all layers of an image.
     *
     * @param image its documents
     * @param blobs where its layers are
     * @return the lowest first
     */
    public static List<LayerListing> of(Catalog.Known image, BlobStore blobs) throws IOException {
        Map<String, Long> below = new HashMap<>();
        List<LayerListing> result = new ArrayList<>();
        for (Descriptor layer : image.manifest().layers()) {
            result.add(read(layer.digest(), blobs, below));
        }
        return result;
    }

    private static LayerListing read(Digest layer, BlobStore blobs, Map<String, Long> below) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        Map<String, Long> mine = new HashMap<>();
        long size = 0;
        long wasted = 0;
        try (BufferedInputStream raw = new BufferedInputStream(blobs.open(layer), BUFFER)) {
            TarReader tar = new TarReader(new BufferedInputStream(Compression.of(raw).open(raw), BUFFER), false);
            Optional<TarEntry> next = tar.next();
            while (next.isPresent()) {
                TarEntry entry = next.get();
                String path = path(entry.name());
                int slash = path.lastIndexOf('/');
                String name = path.substring(slash + 1);
                if (name.equals(OPAQUE)) {
                    wasted += remove(below, path.substring(0, slash), false);
                } else if (name.startsWith(WHITEOUT)) {
                    String deleted = path.substring(0, slash + 1) + name.substring(WHITEOUT.length());
                    wasted += remove(below, deleted, true);
                    changes.add(new FileChange(deleted, FileChange.Kind.DELETED, 0));
                } else if (!path.equals("/")) {
                    Long old = below.get(path);
                    changes.add(new FileChange(path, old == null ? FileChange.Kind.ADDED : FileChange.Kind.MODIFIED,
                            entry.size()));
                    wasted += old == null ? 0 : old;
                    mine.put(path, entry.size());
                    size += entry.size();
                }
                next = tar.next();
            }
        }
        below.putAll(mine);
        return new LayerListing(layer, size, wasted, changes);
    }

    private static long remove(Map<String, Long> files, String path, boolean itself) {
        long[] bytes = {0};
        files.entrySet().removeIf(file -> {
            boolean gone = itself && file.getKey().equals(path) || file.getKey().startsWith(path + '/');
            bytes[0] += gone ? file.getValue() : 0;
            return gone;
        });
        return bytes[0];
    }

    private static String path(String name) {
        String text = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        StringBuilder result = new StringBuilder();
        for (String part : text.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                result.append('/').append(part);
            }
        }
        return result.length() == 0 ? "/" : result.toString();
    }
}
