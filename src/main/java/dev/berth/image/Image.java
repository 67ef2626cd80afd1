package dev.berth.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image in the store.
 *
 * @param id the digest of its configuration
 * @param manifest the digest of its manifest
 * @param names its tags; none for a dangling image
 * @param repoDigests {@code repository@sha256:…} of where it was pulled from or pushed to
 * @param config how to run it
 * @param layers diff ids (digests of the uncompressed layers), the lowest first
 * @param history how it was made, the oldest step first
 * @param created when it was made
 * @param author who made it
 * @param comment what the maker said
 * @param sizeBytes of its files, all layers together
 */
public record Image(ImageId id, Digest manifest, List<Reference> names, List<String> repoDigests, ImageConfig config,
        List<Digest> layers, List<HistoryEntry> history, Instant created, Optional<String> author,
        Optional<String> comment, long sizeBytes) {

    /** Keeps its own copies of the lists. */
    public Image {
        names = List.copyOf(names);
        repoDigests = List.copyOf(repoDigests);
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    /**
     * The same with other names and digests.
     *
     * @param otherNames its tags
     * @param otherDigests where it was pulled from or pushed to
     */
    public Image withReferences(List<Reference> otherNames, List<String> otherDigests) {
        return new Image(id, manifest, otherNames, otherDigests, config, layers, history, created, author, comment,
                sizeBytes);
    }

    /** Whether this is the built-in image {@code host}, the machine's own root file system. */
    public boolean isHost() {
        return HostImage.ID.equals(id);
    }
}
