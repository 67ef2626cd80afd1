package dev.berth.image.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The root of a layer's directory, which a layer's archive seldom names and which covers the roots below it. */
public final class LayerRoot {

    private LayerRoot() {
    }

    /**
     * Gives a new layer's root owner, mode and attributes of the root below, or 0755 of root's where there is none.
     *
     * @param directory the layer's directory
     * @param lowers the layers below, the top one first
     * @throws IOException if the kernel refuses
     */
    public static void inherit(Path directory, List<Path> lowers) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (LowerLayers below = LowerLayers.open(lowers.isEmpty() ? lowers : lowers.subList(0, 1))) {
            below.bequeath(directory, List.of(""));
        }
    }
}
