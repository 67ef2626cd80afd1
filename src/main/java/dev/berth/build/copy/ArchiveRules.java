package dev.berth.build.copy;

import dev.berth.kernel.Fd;
import java.io.IOException;
import java.util.Set;

/**
 * How an archive's files meet those that are there, by docker's rules for tar: what the archive names replaces what is
 * in its way, were it a link or a directory; directories on the way that it does not name are used as they are, links
 * to directories too.
 *
 * @param unnamed paths of directories that the archive does not name
 * @param target opens a directory of the destination by its path there, links followed within the image
 */
record ArchiveRules(Set<String> unnamed, Opener target) {

    /** Opens a directory of the destination. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens it.
         *
         * @param path below the destination
         */
        Fd open(String path) throws IOException;
    }
}
