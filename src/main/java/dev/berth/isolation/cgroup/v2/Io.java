package dev.berth.isolation.cgroup.v2;

import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.Numbers;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.isolation.cgroup.Statistics.BlockDevice;
import dev.berth.isolation.cgroup.Weights;
import dev.berth.profile.Limits;
import dev.berth.profile.Limits.IoLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The block device controller of v2 (cgroup-v2.rst, "IO"). */
public final class Io implements Controller {

    @Override
    public String name() {
        return "io";
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void settings(Limits limits, SettingList into) throws CgroupException {
        if (limits.ioWeight().isPresent()) {
            long weight = limits.ioWeight().getAsLong();
            boolean bfq = into.has("io.bfq.weight");
            boolean cost = into.has("io.weight");
            if (bfq) {
                into.set("io.bfq.weight", Weights.bfqWeight(weight), "limits.io_weight");
            }
            if (cost) {
                into.set("io.weight", weight, "limits.io_weight");
            }
            if (!bfq && !cost) {
                into.unsupported("limits.io_weight",
                        "this kernel has neither the bfq scheduler nor the I/O cost model");
            }
        }
        if (limits.io().isPresent()) {
            for (IoLimit limit : limits.io().get()) {
                StringBuilder value = new StringBuilder(SettingList.deviceNumber(limit.device(), "limits.io"));
                append(value, "rbps", limit.readBytesPerSecond());
                append(value, "wbps", limit.writeBytesPerSecond());
                append(value, "riops", limit.readOperationsPerSecond());
                append(value, "wiops", limit.writeOperationsPerSecond());
                into.set("io.max", value.toString(), "limits.io");
            }
        }
    }

    private static void append(StringBuilder value, String key, OptionalLong limit) {
        if (limit.isPresent()) {
            value.append(' ').append(key).append('=');
            // 0 takes a limit away, as on v1
            value.append(limit.getAsLong() <= 0 ? "max" : Long.toString(limit.getAsLong()));
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        List<BlockDevice> counters = new ArrayList<>();
        for (String line : files.read("io.stat").split("\n")) {
            int colon = line.indexOf(':');
            int space = line.indexOf(' ');
            if (colon > 0 && colon < space) {
                counters.add(new BlockDevice(Integer.parseInt(line.substring(0, colon)),
                        Integer.parseInt(line.substring(colon + 1, space)), value(line, " rbytes="),
                        value(line, " wbytes="), value(line, " rios="), value(line, " wios=")));
            }
        }
        into.blockDevices(counters);
    }

    private static long value(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return 0;
        }
        int from = at + key.length();
        int end = line.indexOf(' ', from);
        return Numbers.parse(line.substring(from, end < 0 ? line.length() : end));
    }
}
