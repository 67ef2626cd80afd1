package dev.berth.isolation.cgroup.v1;

import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.Numbers;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;
import java.io.IOException;

/** The memory controller of v1 (cgroup-v1/memory.rst). */
public final class Memory implements Controller {

    /** The hard limit. */
    public static final String LIMIT = "memory.limit_in_bytes";
    /** Memory and swap together. */
    public static final String SWAP_LIMIT = "memory.memsw.limit_in_bytes";

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
        if (limits.memoryBytes().isPresent()) {
            into.set(LIMIT, limits.memoryBytes().getAsLong(), "limits.memory");
        }
        swap(limits, into);
        if (limits.memoryLowBytes().isPresent()) {
            into.set("memory.soft_limit_in_bytes", limits.memoryLowBytes().getAsLong(), "limits.memory_low");
        }
        if (limits.memoryHighBytes().isPresent()) {
            into.unsupported("limits.memory_high", "cgroup v1 has no threshold that slows a container down");
        }
        if (limits.oomKillDisable().isPresent() && (limits.oomKillDisable().get() || into.update())) {
            into.set("memory.oom_control", limits.oomKillDisable().get() ? "1" : "0", "limits.oom_kill_disable");
        }
    }

    /** v1 limits the sum; without a word about swap it is as much as memory, as docker has it. */
    private static void swap(Limits limits, SettingList into) throws CgroupException {
        boolean asked = limits.swapBytes().isPresent();
        if (asked && limits.swapBytes().getAsLong() == -1) {
            if (into.has(SWAP_LIMIT)) {
                into.set(SWAP_LIMIT, "-1", "limits.swap");
            }
        } else if (asked && limits.memoryBytes().isEmpty()) {
            throw new CgroupException("limits.swap needs limits.memory: cgroup v1 limits the sum of both");
        } else if (limits.memoryBytes().isPresent() && limits.memoryBytes().getAsLong() > 0) {
            long memory = limits.memoryBytes().getAsLong();
            long sum = memory + limits.swapBytes().orElse(memory);
            if (into.has(SWAP_LIMIT)) {
                into.set(SWAP_LIMIT, sum < 0 ? Long.MAX_VALUE : sum, asked ? "limits.swap" : "limits.memory");
            } else if (asked) {
                into.unsupported("limits.swap", "this kernel does not account for swap (swapaccount=1 turns it on)");
            }
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        into.memory(files.number("memory.usage_in_bytes"), files.number("memory.max_usage_in_bytes"),
                files.number(LIMIT), files.number("memory.failcnt"), Numbers.flatKeyed(files.read("memory.stat")));
        into.oomKills(Numbers.valueOf(files.read("memory.oom_control"), "oom_kill"));
    }
}
