package dev.berth.image.store;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageConflict;
import dev.berth.image.ImageUsers;
import dev.berth.image.Reference;
import dev.berth.image.RemovalReport;
import dev.berth.image.RemoveOptions;
import dev.berth.image.manifest.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes names and images by docker's rules and in its words. An image that a stopped container uses and that is
 * removed with force is gone for everybody but the container: its layers stay, out of sight, until that is gone too.
 */
public final class Remover {

    private final Contents contents;
    private final Catalog catalog;
    private final Names names;

    /** For a store. */
    public Remover(Contents contents, Catalog catalog) {
        this.contents = contents;
        this.catalog = catalog;
        this.names = new Names(contents.index());
    }

    /**
     * Removes.
     *
     * @param image what the reference found
     * @param given the reference
     * @param options force
     * @param users knows the containers
     * @throws ImageConflict if something uses it
     */
    public RemovalReport remove(Image image, String given, RemoveOptions options, ImageUsers users)
            throws IOException {
        List<ImageUsers.User> using = users.of(image.id());
        List<RemovalReport.Step> steps = new ArrayList<>();
        boolean byName = !Finder.isId(image, given);
        if (byName) {
            if (!options.force() && image.names().size() <= 1 && !using.isEmpty()) {
                throw new ImageConflict("conflict: unable to remove repository reference \"" + given
                        + "\" (must force) - container " + shortened(using.get(0)) + " is using its referenced image "
                        + image.id().shortened());
            }
            Reference reference = Reference.parse(given).withDefaultTag();
            if (untag(image, reference, steps)) {
                return new RemovalReport(steps, 0);
            }
        } else {
            check(image, using, options.force());
        }
        if (using.stream().anyMatch(ImageUsers.User::running)) {
            return new RemovalReport(steps, 0);
        }
        Entries entries = entries(image);
        announce(image, byName, entries, steps);
        if (!using.isEmpty()) {
            names.hide(entries.manifests());
            entries.manifests().forEach(catalog::forget);
            // the container may have gone in this moment
            return new RemovalReport(steps, sweep(users));
        }
        return new RemovalReport(steps, delete(image, entries, steps));
    }

    /**
     * Deletes images that were removed with force, as soon as no container stands on them any more.
     *
     * @param users knows the containers
     * @return bytes given back
     */
    public long sweep(ImageUsers users) throws IOException {
        if (contents.index().entries().stream().noneMatch(Catalog::isRemoved)) {
            return 0;
        }
        long bytes = 0;
        for (Image image : catalog.removed()) {
            if (users.of(image.id()).isEmpty()) {
                bytes += delete(image, removedEntries(image), new ArrayList<>());
            }
        }
        return bytes;
    }

    /** Takes one name away; true if others are left, so that the image stays. */
    private boolean untag(Image image, Reference reference, List<RemovalReport.Step> steps) throws IOException {
        if (reference.digest().isPresent()) {
            if (image.names().isEmpty()) {
                return false;
            }
            names.removeRepoDigest(reference.repository() + '@' + reference.digest().get());
            steps.add(new RemovalReport.Untagged(reference.familiar()));
            return true;
        }
        List<Reference> left = image.names().stream().filter(name -> !name.equals(reference)).toList();
        names.remove(reference);
        steps.add(new RemovalReport.Untagged(reference.familiar()));
        boolean repositoryLeft = left.stream().anyMatch(n -> n.repository().equals(reference.repository()));
        if (!repositoryLeft) {
            for (String digest : image.repoDigests()) {
                if (digest.startsWith(reference.repository() + '@')) {
                    names.removeRepoDigest(digest); // the image's other names have it too
                    steps.add(new RemovalReport.Untagged(Reference.familiar(digest)));
                }
            }
        }
        if (!left.isEmpty()) {
            removeUnnamedTwins(image);
        }
        return !left.isEmpty();
    }

    /** Another manifest of the same image (other compression) that lost its name is of no use beside a named one. */
    private void removeUnnamedTwins(Image image) throws IOException {
        List<Digest> twins = new ArrayList<>();
        Set<Digest> blobs = new HashSet<>();
        for (Descriptor entry : contents.index().entries()) {
            Optional<Catalog.Known> known = catalog.read(entry);
            if (known.isPresent() && known.get().id().equals(image.id()) && Catalog.name(entry).isEmpty()) {
                twins.add(entry.digest());
                blobs.add(entry.digest());
                known.get().manifest().layers().forEach(layer -> blobs.add(layer.digest()));
            }
        }
        names.removeAll(twins);
        new Collector(contents).collect(blobs, Set.of());
        twins.forEach(catalog::forget);
    }

    private static void check(Image image, List<ImageUsers.User> using, boolean force) throws ImageConflict {
        Optional<ImageUsers.User> running = using.stream().filter(ImageUsers.User::running).findFirst();
        if (running.isPresent()) {
            throw conflict(image, "cannot be forced", "image is being used by running container "
                    + shortened(running.get()));
        }
        // docker removes by id without force if there is one tag at most
        if (!force && image.names().size() > 1) {
            throw conflict(image, "must be forced", "image is referenced in multiple repositories");
        }
        if (!force && !using.isEmpty()) {
            throw conflict(image, "must be forced", "image is being used by stopped container "
                    + shortened(using.get(0)));
        }
    }

    /** What the index has of an image. */
    private record Entries(List<Digest> manifests, List<Reference> names, Set<Digest> blobs) {
    }

    private Entries entries(Image image) throws IOException {
        return entries(image, contents.index().entries().stream().filter(entry -> !Catalog.isRemoved(entry)).toList());
    }

    private Entries removedEntries(Image image) throws IOException {
        return entries(image, contents.index().entries().stream().filter(Catalog::isRemoved).toList());
    }

    private Entries entries(Image image, List<Descriptor> among) {
        Entries entries = new Entries(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        for (Descriptor entry : among) {
            Optional<Catalog.Known> known = catalog.read(entry);
            if (known.isPresent() && known.get().id().equals(image.id())) {
                Catalog.name(entry).ifPresent(entries.names()::add);
                entries.manifests().add(entry.digest());
                entries.blobs().add(entry.digest());
                entries.blobs().add(known.get().manifest().config().digest());
                known.get().manifest().layers().forEach(layer -> entries.blobs().add(layer.digest()));
            }
        }
        return entries;
    }

    private static void announce(Image image, boolean untagged, Entries entries, List<RemovalReport.Step> steps) {
        if (!untagged) {
            entries.names().forEach(name -> steps.add(new RemovalReport.Untagged(name.familiar())));
            image.repoDigests().forEach(digest -> steps.add(new RemovalReport.Untagged(Reference.familiar(digest))));
        }
        steps.add(new RemovalReport.Deleted(image.id().digest()));
    }

    private long delete(Image image, Entries entries, List<RemovalReport.Step> steps) throws IOException {
        names.removeAll(entries.manifests());
        Collector.Collected collected = new Collector(contents).collect(entries.blobs(),
                new HashSet<>(ChainId.of(image.layers())));
        collected.chains().forEach(chain -> steps.add(new RemovalReport.Deleted(chain)));
        entries.manifests().forEach(catalog::forget);
        return collected.bytes();
    }

    private static ImageConflict conflict(Image image, String force, String why) {
        return new ImageConflict("conflict: unable to delete " + image.id().shortened() + " (" + force + ") - " + why);
    }

    private static String shortened(ImageUsers.User user) {
        return user.containerId().substring(0, Math.min(12, user.containerId().length()));
    }
}
