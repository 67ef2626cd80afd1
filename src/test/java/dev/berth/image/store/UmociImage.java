package dev.berth.image.store;

import dev.berth.image.Command;
import dev.berth.image.TreeListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An image that umoci makes of archives, to compare with: its own unpacked tree, and an archive to load. */
final class UmociImage {

    private final Path work;
    private final String name;

    /**
     * An image without layers.
     *
     * @param work an existing directory for what umoci makes
     */
    UmociImage(Path work) throws IOException {
        this.work = work;
        this.name = work.resolve("layout") + ":test";
        Command.run("umoci", "init", "--layout", work.resolve("layout").toString());
        Command.run("umoci", "new", "--image", name);
    }

    /** Puts a layer on top. */
    void add(Path tar) throws IOException {
        Command.run("umoci", "raw", "add-layer", "--image", name, tar.toString());
    }

    /** The files as umoci unpacks them. */
    List<String> unpacked() throws IOException {
        Command.run("umoci", "unpack", "--image", name, work.resolve("bundle").toString());
        return TreeListing.of(work.resolve("bundle/rootfs"));
    }

    /** The image as one file, an OCI archive. */
    Path archive() throws IOException {
        Path archive = work.resolve("image.tar");
        Command.run("tar", "-C", work.resolve("layout").toString(), "-cf", archive.toString(), ".");
        return archive;
    }
}
