package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.HostImage;
import dev.berth.image.InvalidReference;
import dev.berth.image.Reference;
import dev.berth.image.manifest.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives names to images and takes them away: entries of the index, one a name, one without for a dangling image. */
public final class Names {

    private final IndexFile index;

    /** The names in an index. */
    public Names(IndexFile index) {
        this.index = index;
    }

    /**
     * Enters an image.
     *
     * @param manifest its manifest
     * @param name its name; an image that had it loses it. Without a name it is dangling unless it has one already
     * @param repoDigest where it was pulled from or pushed to
     */
    public void add(Descriptor manifest, Optional<Reference> name, Optional<String> repoDigest) throws IOException {
        index.update(entries -> {
            List<Descriptor> result = new ArrayList<>();
            boolean known = false;
            List<String> digests = new ArrayList<>();
            for (Descriptor entry : entries) {
                boolean same = entry.digest().equals(manifest.digest());
                if (same && Catalog.isRemoved(entry)) {
                    continue; // it is back
                }
                Optional<Reference> old = Catalog.name(entry);
                if (same) {
                    Catalog.repoDigests(entry).stream().filter(d -> !digests.contains(d)).forEach(digests::add);
                }
                if (name.isPresent() && old.equals(name)) {
                    // the name moves; its old image stays, dangling if this was its last name
                    if (!same && !hasOtherEntry(entries, entry)) {
                        result.add(named(entry, Optional.empty(), Catalog.repoDigests(entry)));
                    }
                } else if (same && old.isEmpty() && name.isPresent()) {
                    continue;
                } else {
                    result.add(entry);
                    known |= same;
                }
            }
            repoDigest.filter(d -> !digests.contains(d)).ifPresent(digests::add);
            if (name.isPresent() || !known) {
                result.add(named(manifest, name, digests));
            }
            if (repoDigest.isPresent()) {
                result.replaceAll(entry -> entry.digest().equals(manifest.digest())
                        ? named(entry, Catalog.name(entry), digests) : entry);
            }
            return result;
        });
    }

    /**
     * Takes a name away; its image becomes dangling if that was the last.
     *
     * @param name the name
     */
    public void remove(Reference name) throws IOException {
        index.update(entries -> {
            List<Descriptor> result = new ArrayList<>();
            for (Descriptor entry : entries) {
                if (!Catalog.name(entry).equals(Optional.of(name))) {
                    result.add(entry);
                } else if (!hasOtherEntry(entries, entry)) {
                    result.add(named(entry, Optional.empty(), Catalog.repoDigests(entry)));
                }
            }
            return result;
        });
    }

    /**
     * Forgets where an image came from; its tags stay.
     *
     * @param repoDigest {@code repository@sha256:…}
     */
    public void removeRepoDigest(String repoDigest) throws IOException {
        index.update(entries -> entries.stream().map(entry -> {
            List<String> digests = new ArrayList<>(Catalog.repoDigests(entry));
            return digests.remove(repoDigest) ? named(entry, Catalog.name(entry), digests) : entry;
        }).toList());
    }

    /**
     * Checks a name that an image is to get.
     *
     * @throws InvalidReference if it has a digest, looks like one or is that of the built-in image
     */
    static void checkNew(Reference name) throws InvalidReference {
        if (name.digest().isPresent()) {
            throw new InvalidReference("refusing to create a tag with a digest reference");
        }
        if (name.familiarRepository().equals("sha256")) {
            throw new InvalidReference("refusing to create an ambiguous tag using digest algorithm as name");
        }
        if (name.familiarRepository().equals(HostImage.NAME)) {
            throw new InvalidReference("\"" + HostImage.NAME + "\" is the built-in image and cannot be the name of "
                    + "another one; choose a name like " + HostImage.NAME + "-1");
        }
    }

    /**
     * Takes manifests out of sight, with their names: only containers need them any more.
     *
     * @param manifests their digests
     */
    void hide(List<Digest> manifests) throws IOException {
        index.update(entries -> {
            List<Descriptor> result = new ArrayList<>();
            for (Descriptor entry : entries) {
                if (!manifests.contains(entry.digest())) {
                    result.add(entry);
                } else if (result.stream().noneMatch(other -> other.digest().equals(entry.digest()))) {
                    Descriptor bare = named(entry, Optional.empty(), List.of());
                    Map<String, String> annotations = new HashMap<>(bare.annotations());
                    annotations.put(Catalog.REMOVED, "true");
                    result.add(bare.withAnnotations(annotations));
                }
            }
            return result;
        });
    }

    /** Removes all entries of some manifests. */
    public void removeAll(List<Digest> manifests) throws IOException {
        index.update(entries -> entries.stream().filter(entry -> !manifests.contains(entry.digest())).toList());
    }

    private static boolean hasOtherEntry(List<Descriptor> entries, Descriptor entry) {
        return entries.stream().anyMatch(other -> other != entry && other.digest().equals(entry.digest()));
    }

    private static Descriptor named(Descriptor entry, Optional<Reference> name, List<String> repoDigests) {
        Map<String, String> annotations = new HashMap<>(entry.annotations());
        annotations.remove(Descriptor.REF_NAME);
        annotations.remove(Catalog.REPO_DIGESTS);
        annotations.remove(Catalog.REMOVED);
        annotations.remove(Descriptor.CONTAINERD_NAME);
        name.ifPresent(n -> {
            annotations.put(Descriptor.REF_NAME, n.toString());
            annotations.put(Descriptor.CONTAINERD_NAME, n.toString());
        });
        if (!repoDigests.isEmpty()) {
            annotations.put(Catalog.REPO_DIGESTS, String.join(" ", repoDigests));
        }
        return entry.withAnnotations(annotations);
    }
}
