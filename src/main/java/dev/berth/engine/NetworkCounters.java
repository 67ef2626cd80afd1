package dev.berth.engine;

import dev.berth.engine.Usage.Interface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the counters of a container's network interfaces. */
final class NetworkCounters {

    private NetworkCounters() {
    }

    static Map<String, Interface> of(int pid) {
        Map<String, Interface> all = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Integer.toString(pid), "net/dev"))) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.substring(0, colon).strip().equals("lo")) {
                    String[] n = line.substring(colon + 1).strip().split(" +");
                    all.put(line.substring(0, colon).strip(), new Interface(Long.parseLong(n[0]),
                            Long.parseLong(n[1]), Long.parseLong(n[2]), Long.parseLong(n[3]), Long.parseLong(n[8]),
                            Long.parseLong(n[9]), Long.parseLong(n[10]), Long.parseLong(n[11])));
                }
            }
        } catch (IOException e) {
            return Map.of(); // it has just ended
        }
        return all;
    }
}
