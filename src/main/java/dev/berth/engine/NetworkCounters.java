package dev.berth.engine;

import dev.berth.engine.Usage.Interface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The counters of a container's network interfaces, from {@code /proc/PID/net/dev}. */
final class NetworkCounters {

    private static final int COLUMNS = 16;

    private NetworkCounters() {
    }

    /**
     * Reads them; as docker does, without the loopback device, and nothing of a container on the host's network.
     *
     * @param pid its process 1 as the host sees it
     * @return counters by interface; none if it has ended
     */
    static Map<String, Interface> of(int pid) {
        Path process = Path.of("/proc", Integer.toString(pid));
        try {
            if (Files.readSymbolicLink(process.resolve("ns/net"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")))) {
                return Map.of();
            }
            return parse(Files.readString(process.resolve("net/dev")));
        } catch (IOException e) {
            return Map.of(); // it has just ended
        }
    }

    /** The counters in the text of a {@code net/dev}. */
    static Map<String, Interface> parse(String text) {
        Map<String, Interface> all = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            // names may hold colons, as those of aliases do; the last one ends the name
            int colon = line.lastIndexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (name.isEmpty() || name.equals("lo")) {
                continue;
            }
            long[] n = new long[COLUMNS];
            int i = 0;
            for (String number : line.substring(colon + 1).strip().split(" +")) {
                if (i < COLUMNS) {
                    n[i++] = Long.parseUnsignedLong(number);
                }
            }
            all.put(name, new Interface(n[0], n[1], n[2], n[3], n[8], n[9], n[10], n[11]));
        }
        return all;
    }
}
