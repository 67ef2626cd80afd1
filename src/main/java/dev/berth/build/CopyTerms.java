package dev.berth.build;

import dev.berth.build.copy.ModeChange;
import dev.berth.build.dockerfile.InlineFile;
import java.util.List;
import java.util.Optional;

/**
 * What {@code COPY} and {@code ADD} have in common.
 *
 * @param instruction which of the two
 * @param paths sources in the tree
 * @param files sources in the Dockerfile
 * @param destination as written
 * @param chown owner and group
 * @param chmod permissions
 * @param link whether it is a layer of its own, whatever is below
 * @param parents whether the sources' directories are made too
 * @param excludes patterns of what is left out
 * @param unpack whether local archives are unpacked
 * @param keepsOwners whether what is copied keeps its owners: it comes from an image, and none were asked for
 * @param line where it stands
 */
record CopyTerms(String instruction, List<String> paths, List<InlineFile> files, String destination,
        Optional<String> chown, Optional<ModeChange> chmod, boolean link, boolean parents, List<String> excludes,
        boolean unpack, boolean keepsOwners, int line) {

    /** Whether the destination is a directory by the way it is written. */
    boolean toDirectory() {
        return destination.endsWith("/") || destination.equals(".") || destination.endsWith("/.")
                || destination.equals("..") || destination.endsWith("/..");
    }
}
