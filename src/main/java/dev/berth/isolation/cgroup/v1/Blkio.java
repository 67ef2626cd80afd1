package dev.berth.isolation.cgroup.v1;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The block device controller of v1 (cgroup-v1/blkio-controller.rst). */
public final class Blkio implements Controller {

    @Override
    public String name() {
        return "blkio";
    }

    @Override
    public boolean always() {
        return false;
    }

    @Override
    public void settings(Limits limits, SettingList into) throws CgroupException {
        if (limits.ioWeight().isPresent()) {
            long weight = limits.ioWeight().getAsLong();
            if (into.has("blkio.bfq.weight")) {
                into.set("blkio.bfq.weight", Weights.bfqWeight(weight), "limits.io_weight");
            } else if (into.has("blkio.weight")) {
                into.set("blkio.weight", Weights.blkioWeight(weight), "limits.io_weight");
            } else {
                into.unsupported("limits.io_weight", "no I/O scheduler of this kernel knows weights (bfq does)");
            }
        }
        if (limits.io().isPresent()) {
            for (IoLimit limit : limits.io().get()) {
                String device = SettingList.deviceNumber(limit.device(), "limits.io");
                throttle(into, "read_bps_device", device, limit.readBytesPerSecond());
                throttle(into, "write_bps_device", device, limit.writeBytesPerSecond());
                throttle(into, "read_iops_device", device, limit.readOperationsPerSecond());
                throttle(into, "write_iops_device", device, limit.writeOperationsPerSecond());
            }
        }
    }

    private static void throttle(SettingList into, String file, String device, OptionalLong limit) {
        if (limit.isPresent()) {
            into.set("blkio.throttle." + file, device + ' ' + limit.getAsLong(), "limits.io");
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        Map<String, long[]> devices = new LinkedHashMap<>();
        collect(files.read("blkio.throttle.io_service_bytes_recursive"), devices, 0);
        collect(files.read("blkio.throttle.io_serviced_recursive"), devices, 2);
        List<BlockDevice> counters = new ArrayList<>(devices.size());
        devices.forEach((number, n) -> {
            int colon = number.indexOf(':');
            counters.add(new BlockDevice(Integer.parseInt(number.substring(0, colon)),
                    Integer.parseInt(number.substring(colon + 1)), n[0], n[1], n[2], n[3]));
        });
        into.blockDevices(counters);
    }

    /** Lines are {@code MAJOR:MINOR Read|Write|… VALUE}, and {@code Total VALUE} at the end. */
    private static void collect(String text, Map<String, long[]> devices, int offset) {
        for (String line : text.split("\n")) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[0].indexOf(':') > 0) {
                int index = words[1].equals("Read") ? 0 : words[1].equals("Write") ? 1 : -1;
                if (index >= 0) {
                    devices.computeIfAbsent(words[0], k -> new long[4])[offset + index] = Numbers.parse(words[2]);
                }
            }
        }
    }
}
