package dev.berth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many there are of what, to compare before and after: what is more has leaked. */
public final class Census {

    private Census() {
    }

    /** This process' descriptors by what they are of, numbers left out. */
    public static Map<String, Long> descriptors() throws IOException {
        Map<String, Long> count = new TreeMap<>();
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            for (Path fd : fds.toList()) {
                try {
                    count.merge(Files.readSymbolicLink(fd).toString().replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#"), 1L,
                            Long::sum);
                } catch (NoSuchFileException e) {
                    continue; // the listing's own
                }
            }
        }
        return count;
    }

    /** What there is more of than before, and how many. */
    public static Map<String, Long> more(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> more = new TreeMap<>();
        after.forEach((what, count) -> more.put(what, count - before.getOrDefault(what, 0L)));
        more.values().removeIf(count -> count <= 0);
        return more;
    }
}
