package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * {@code ADD [flags] SOURCE… DESTINATION}.
 *
 * @param source where it stands
 * @param paths in the build context, which may be globs; URLs; git repositories
 * @param files sources written as here-documents
 * @param destination in the image; a directory if it ends with a slash
 * @param chown owner and group, names or numbers
 * @param chmod permission bits, in octal digits or as {@code chmod(1)} has them
 * @param link whether the files are a layer of their own, whatever is below
 * @param excludes patterns of what is left out
 * @param keepGitDirectory whether {@code .git} of a git source stays
 * @param checksum what a remote source must have, {@code sha256:…} or a git commit
 * @param unpack whether archives are unpacked; where it is not said, local ones are and remote ones are not
 */
public record Add(Source source, List<String> paths, List<InlineFile> files, String destination,
        Optional<String> chown, Optional<String> chmod, boolean link, List<String> excludes, boolean keepGitDirectory,
        Optional<String> checksum, Optional<Boolean> unpack) implements Instruction {

    /** Keeps its own copies of the lists. */
    public Add {
        paths = List.copyOf(paths);
        files = List.copyOf(files);
        excludes = List.copyOf(excludes);
    }
}
