package dev.berth.engine;

import dev.berth.image.store.WritableLayer;
import dev.berth.image.store.WritableLayer.Mountable;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.DescriptorOpener;
import dev.berth.isolation.IdMap;
import dev.berth.isolation.LaunchPlan;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.MountCalls;
import dev.berth.kernel.OpenFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a container's root file system is mounted: the one place that knows what storage drivers there are.
 *
 * @param descriptor what becomes the root
 * @param byLauncher whether the launcher mounts it, since it takes the container's user namespace
 */
record RootMount(Descriptor descriptor, boolean byLauncher) {

    private static final String WHAT = "root file system";

    /**
     * The root of a container.
     *
     * @param layer what it wrote
     * @param lower its image's files, the top layer first
     * @param ids its id map
     * @param passing whether it goes when it ends: nobody will miss what a crash of the machine takes from it
     */
    static RootMount of(WritableLayer layer, List<Path> lower, IdMap ids, boolean passing) {
        return of(layer.mountable(), lower, ids, passing);
    }

    /** The root of what writes to something mountable over some layers, the top one first. */
    static RootMount of(Mountable mountable, List<Path> lowers, IdMap ids, boolean passing) {
        if (mountable instanceof Mountable.Directory directory) {
            return new RootMount(new Descriptor.Tree(WHAT, directory.root(), false, 0, 0, OptionalInt.empty(),
                    IdMap.IDENTITY), false);
        }
        Mountable.Overlay overlay = (Mountable.Overlay) mountable;
        Descriptor.Overlay descriptor = new Descriptor.Overlay(WHAT, lowers, Optional.of(overlay.upper()),
                Optional.of(overlay.work()), passing ? List.of("volatile") : List.of());
        return new RootMount(descriptor, LaunchPlan.mountedByLauncher(descriptor, ids));
    }

    /**
     * Opens it for the engine's own eyes: the mount itself, or, where the launcher makes that, a read-only view of the
     * same files.
     *
     * @throws KernelException if the kernel refuses
     */
    Fd open() throws KernelException {
        return open(!byLauncher);
    }

    /**
     * Opens it for the engine's own eyes while the container does not run.
     *
     * @param write whether the engine will write to it; its owners are then those of {@link #owners}
     * @throws KernelException if the kernel refuses
     */
    Fd open(boolean write) throws KernelException {
        if (descriptor instanceof Descriptor.Tree tree) {
            return MountCalls.copyPrivate(tree.source(), false);
        }
        Descriptor.Overlay overlay = (Descriptor.Overlay) descriptor;
        return DescriptorOpener.overlay(write ? overlay : view(overlay));
    }

    /**
     * Whether nothing was written to it, so that it is the image.
     *
     * @throws KernelException if the kernel refuses to look
     */
    boolean untouched() throws KernelException {
        if (!(descriptor instanceof Descriptor.Overlay overlay) || overlay.upper().isEmpty()) {
            return false;
        }
        try (Fd upper = Fd.open(overlay.upper().get(), OpenFlags.DIRECTORY, 0)) {
            return DirectoryEntries.names(upper.number()).isEmpty();
        }
    }

    /**
     * Who owns the files of what {@link #open} gives: an overlay keeps its image's owners, a copy has the container's.
     *
     * @param ids the container's id map
     */
    IdMap owners(IdMap ids) {
        return descriptor instanceof Descriptor.Tree ? ids : IdMap.IDENTITY;
    }

    /**
     * What the launch takes over of what {@link #open} gave.
     *
     * @param opened that
     */
    Map<Descriptor, Fd> prepared(Fd opened) {
        return byLauncher ? Map.of() : Map.of(descriptor, opened);
    }

    /** A read-only overlay of the same files. */
    static Descriptor.Overlay view(Descriptor.Overlay overlay) {
        List<Path> lower = new ArrayList<>(overlay.lower());
        overlay.upper().ifPresent(upper -> lower.add(0, upper));
        return new Descriptor.Overlay("view", lower, Optional.empty(), Optional.empty(), List.of());
    }
}
