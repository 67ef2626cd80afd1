package dev.berth.isolation.cgroup;

import java.io.IOException;

/** The files of one group in one tree. */
@FunctionalInterface
public interface GroupFiles {

    /**
     * The contents of a file.
     *
     * @param file its name, for example {@code memory.stat}
     * @throws IOException if it cannot be read
     */
    String read(String file) throws IOException;

    /**
     * A file with one number in it; {@code max} is {@link Long#MAX_VALUE}.
     *
     * @param file its name
     * @throws IOException if it cannot be read or is not a number
     */
    default long number(String file) throws IOException {
        return Numbers.parse(read(file));
    }
}
