package dev.berth.isolation.cgroup.v1;

import dev.berth.isolation.cgroup.DeviceRule;
import dev.berth.isolation.cgroup.SettingList;
import java.util.List;

/** The device list of v1 (cgroup-v1/devices.rst). */
public final class Devices {

    private Devices() {
    }

    /**
     * Adds what is to be written: first everything is denied, then the rules in their order.
     *
     * @param rules the rules
     * @param key the profile key that asked for them
     * @param into where settings go
     */
    public static void settings(List<DeviceRule> rules, String key, SettingList into) {
        into.set("devices.deny", "a", key);
        for (DeviceRule rule : rules) {
            into.set(rule.allow() ? "devices.allow" : "devices.deny", rule.text(), key);
        }
    }
}
