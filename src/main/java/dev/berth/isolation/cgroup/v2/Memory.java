package dev.berth.isolation.cgroup.v2;

import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.Numbers;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;
import java.io.IOException;
import java.util.OptionalLong;

/** The memory controller of v2 (cgroup-v2.rst, "Memory"). */
public final class Memory implements Controller {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void settings(Limits limits, SettingList into) throws CgroupException {
        set("memory.max", limits.memoryBytes(), "limits.memory", into);
        OptionalLong swap = limits.swapBytes();
        // without a word about swap it is as much as memory, as docker has it
        OptionalLong swapMax = swap.isPresent() ? swap : limits.memoryBytes();
        if (into.has("memory.swap.max")) {
            set("memory.swap.max", swapMax, swap.isPresent() ? "limits.swap" : "limits.memory", into);
        } else if (swap.isPresent() && swap.getAsLong() != -1) {
            into.unsupported("limits.swap", "this kernel does not account for swap (swapaccount=1 turns it on)");
        }
        set("memory.low", limits.memoryLowBytes(), "limits.memory_low", into);
        set("memory.high", limits.memoryHighBytes(), "limits.memory_high", into);
        if (limits.oomKillDisable().orElse(false)) {
            into.unsupported("limits.oom_kill_disable", "cgroup v2 always kills when memory is out");
        }
    }

    private static void set(String file, OptionalLong bytes, String key, SettingList into) {
        if (bytes.isPresent()) {
            into.set(file, bytes.getAsLong() < 0 ? "max" : Long.toString(bytes.getAsLong()), key);
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        String events = files.read("memory.events");
        // memory.peak came with Linux 5.19; docker shows no maximum on v2, so it is not worth a failing open
        into.memory(files.number("memory.current"), 0, files.number("memory.max"),
                Numbers.valueOf(events, "max"), Numbers.flatKeyed(files.read("memory.stat")));
        into.oomKills(Numbers.valueOf(events, "oom_kill"));
    }
}
