package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * {@code COPY [flags] SOURCE… DESTINATION}.
 *
 * @param source where it stands
 * @param paths in the build context or in what {@code from} names; may be globs
 * @param files sources written as here-documents
 * @param destination in the image; a directory if it ends with a slash
 * @param from a stage by name or number, a named context or an image
 * @param chown owner and group, names or numbers
 * @param chmod permission bits, in octal digits or as {@code chmod(1)} has them
 * @param link whether the files are a layer of their own, whatever is below
 * @param parents whether the sources' directories are made too
 * @param excludes patterns of what is left out
 */
public record Copy(Source source, List<String> paths, List<InlineFile> files, String destination,
        Optional<String> from, Optional<String> chown, Optional<String> chmod, boolean link, boolean parents,
        List<String> excludes) implements Instruction {

    /** Keeps its own copies of the lists. */
    public Copy {
        paths = List.copyOf(paths);
        files = List.copyOf(files);
        excludes = List.copyOf(excludes);
    }
}
