package dev.berth.isolation.cgroup.v1;

import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.Numbers;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;
import java.io.IOException;
import java.util.Arrays;

/** The processor accounting of v1 (cgroup-v1/cpuacct.rst). */
public final class Cpuacct implements Controller {

    @Override
    public String name() {
        return "cpuacct";
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void settings(Limits limits, SettingList into) {
        // it only counts
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        // one file with all that cpuacct.usage, usage_user, usage_sys and usage_percpu tell: "cpu user system" lines
        String all = files.read("cpuacct.usage_all");
        long[] total = new long[8];
        int processors = 0;
        long user = 0;
        long system = 0;
        for (int at = all.indexOf('\n') + 1; at > 0 && at < all.length(); at = all.indexOf('\n', at) + 1) {
            int first = all.indexOf(' ', at);
            int second = all.indexOf(' ', first + 1);
            int end = all.indexOf('\n', at);
            if (first < 0 || second < 0 || end < 0) {
                break;
            }
            long inUser = Numbers.parse(all.substring(first + 1, second));
            long inSystem = Numbers.parse(all.substring(second + 1, end));
            user += inUser;
            system += inSystem;
            total = processors == total.length ? Arrays.copyOf(total, processors * 2) : total;
            total[processors++] = inUser + inSystem;
        }
        into.cpu(user + system, user, system, Arrays.copyOf(total, processors));
    }
}
