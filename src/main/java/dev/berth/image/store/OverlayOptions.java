package dev.berth.image.store;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OverlayMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of an overlay, with its directories by descriptor: so many fit into the one page that {@code mount(2)}
 * takes, and no character in a path means anything.
 *
 * @param text the options
 * @param open what the text names, to be closed when it is mounted
 */
record OverlayOptions(String text, List<Fd> open) implements AutoCloseable {

    /** Of two lower directories or more, the top one first: overlay takes no fewer where nothing is written. */
    static OverlayOptions of(List<Path> lowers) throws KernelException {
        List<Fd> open = new ArrayList<>();
        return new OverlayOptions("lowerdir=" + OverlayMount.names(lowers, open), open);
    }

    /** Of lower directories, the top one first, with an empty one at the bottom. */
    static OverlayOptions of(List<Path> lowers, Path empty) throws KernelException {
        List<Path> all = new ArrayList<>(lowers);
        all.add(empty);
        return of(all);
    }

    /** Of a layer to write over lower directories, the top one first. */
    static OverlayOptions of(LayerDraft draft, List<Path> lowers) throws KernelException {
        List<Fd> open = new ArrayList<>();
        // volatile: a half-written layer is thrown away after a crash, and a whole one is synced later
        return new OverlayOptions("lowerdir=" + OverlayMount.names(lowers, open) + ",upperdir="
                + OverlayMount.names(List.of(draft.upper()), open) + ",workdir="
                + OverlayMount.names(List.of(draft.work()), open) + ",volatile", open);
    }

    @Override
    public void close() {
        open.forEach(Fd::close);
    }
}
