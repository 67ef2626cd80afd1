package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many bytes the layers of images have: all together, and of each image's what other images have too. */
public final class LayerSharing {

    private final Map<ImageId, Long> shared = new HashMap<>();

    private long total;

    private LayerSharing() {
    }

    /** Counts; a layer that stands on other layers in another image is another one. */
    static LayerSharing of(ImageStore store, List<Image> images) throws IOException {
        Map<Digest, Integer> users = new HashMap<>();
        Map<ImageId, List<Digest>> chains = new HashMap<>();
        for (Image image : images) {
            List<Digest> own = ChainId.of(image.layers());
            chains.put(image.id(), own);
            own.forEach(chain -> users.merge(chain, 1, Integer::sum));
        }
        LayerSharing result = new LayerSharing();
        Set<Digest> counted = new HashSet<>();
        for (Image image : images) {
            List<Digest> own = new ArrayList<>(chains.get(image.id()));
            List<Long> sizes = store.layerSizes(image);
            long bytes = 0;
            for (int i = 0; i < own.size(); i++) {
                result.total += counted.add(own.get(i)) ? sizes.get(i) : 0;
                bytes += users.get(own.get(i)) > 1 ? sizes.get(i) : 0;
            }
            result.shared.put(image.id(), bytes);
        }
        return result;
    }

    /** Bytes of all layers, each counted once: the unpacked files, as an image's size is. */
    public long totalBytes() {
        return total;
    }

    /** Bytes of an image's layers that another image has too. */
    public long sharedBytes(ImageId image) {
        return shared.getOrDefault(image, 0L);
    }
}
