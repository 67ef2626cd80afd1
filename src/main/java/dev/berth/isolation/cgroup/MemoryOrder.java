package dev.berth.isolation.cgroup;

import dev.berth.isolation.cgroup.v1.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders the two v1 memory limits of an update: the sum may never be below memory alone, so it goes up first and comes
 * down last.
 */
final class MemoryOrder {

    private final Cgroup group;

    MemoryOrder(Cgroup group) {
        this.group = group;
    }

    List<Setting> order(List<Setting> settings) throws IOException {
        int memory = index(settings, Memory.LIMIT);
        int sum = index(settings, Memory.SWAP_LIMIT);
        if (memory < 0 || sum < 0) {
            return settings;
        }
        GroupDirectory directory = group.in(group.cgroups().tree(settings.get(sum))).orElseThrow();
        long now = Numbers.parse(directory.read(Memory.SWAP_LIMIT));
        long wanted = Numbers.parse(settings.get(sum).value());
        if (wanted != -1 && wanted <= now) {
            return settings;
        }
        List<Setting> ordered = new ArrayList<>(settings);
        ordered.set(memory, settings.get(sum));
        ordered.set(sum, settings.get(memory));
        return ordered;
    }

    private static int index(List<Setting> settings, String file) {
        for (int i = 0; i < settings.size(); i++) {
            if (settings.get(i).file().endsWith('/' + file)) {
                return i;
            }
        }
        return -1;
    }
}
