package dev.berth.console;

import dev.berth.docker.ImageFile;
import dev.berth.docker.ImageHistory;
import dev.berth.docker.ImageLayer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Puts the steps of an image's history and its layers together. */
final class ImageHistories {
    private ImageHistories() {
    }

    /**
     * The steps, the newest first.
     *
     * @param steps the history, the newest first
     * @param layers the layers, the lowest first; none where an engine does not tell
     */
    static List<LayerItem> items(List<ImageHistory> steps, List<ImageLayer> layers) {
        List<LayerItem> items = new ArrayList<>();
        int layer = 0;
        for (int i = steps.size() - 1; i >= 0; i--) {
            ImageHistory step = steps.get(i);
            // A step that only sets something has no layer; the history does not say which ones do.
            boolean hasLayer = layer < layers.size() && layers.get(layer).createdBy().equals(step.createdBy());
            items.add(item(items.size() + 1, step.created(), step.size(), step.createdBy(),
                    hasLayer ? Optional.of(layers.get(layer++)) : Optional.empty()));
        }
        if (layer < layers.size()) {
            items.clear();
            layers.forEach(one -> items.add(item(items.size() + 1, 0, one.size(), one.createdBy(), Optional.of(one))));
        }
        Collections.reverse(items);
        return items;
    }

    private static LayerItem item(int number, long created, long size, String createdBy, Optional<ImageLayer> layer) {
        return new LayerItem(number, Instant.ofEpochSecond(created), size, instruction(createdBy),
                layer.map(l -> new LayerItem.Contents(l.digest(), l.wasted(), l.added(), l.modified(), l.deleted())));
    }

    private static String instruction(String createdBy) {
        return createdBy.replaceFirst("^/bin/sh -c #\\(nop\\)\\s+", "").replaceFirst("^/bin/sh -c ", "RUN ");
    }

    /** The files of the layer with a digest. */
    static List<FileItem> files(List<ImageLayer> layers, String digest) {
        for (ImageLayer layer : layers) {
            if (layer.digest().equals(digest)) {
                return layer.files().stream().map(ImageHistories::file).toList();
            }
        }
        return List.of();
    }

    private static FileItem file(ImageFile file) {
        FileItem.Change change = switch (file.kind()) {
            case 1 -> FileItem.Change.ADDED;
            case 2 -> FileItem.Change.DELETED;
            default -> FileItem.Change.CHANGED;
        };
        return new FileItem(file.path(), change, file.size());
    }
}
