package dev.berth.image.store;

import dev.berth.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Chain ids: what a layer is, together with all below it (OCI image specification, config.md, "Layer ChainID"). */
public final class ChainId {

    private ChainId() {
    }

    /**
     * The chain ids of an image's layers.
     *
     * @param diffIds the lowest first
     * @return as many, the lowest first
     */
    public static List<Digest> of(List<Digest> diffIds) {
        List<Digest> result = new ArrayList<>(diffIds.size());
        for (Digest diffId : diffIds) {
            result.add(result.isEmpty() ? diffId : next(result.get(result.size() - 1), diffId));
        }
        return result;
    }

    private static Digest next(Digest chain, Digest diffId) {
        return Hashing.digest((chain + " " + diffId).getBytes(StandardCharsets.UTF_8));
    }
}
