package dev.berth.isolation.cgroup.v2;

import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.DeviceRule;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.isolation.cgroup.Setting;
import java.util.ArrayList;
import java.util.List;

/** The device list of v2: no file, but a BPF program on the group (cgroup-v2.rst, "Device controller"). */
public final class Devices {

    /** Stands for the program in a setting's {@code file}; its rules are the value, separated by semicolons. */
    public static final String PROGRAM = "bpf:cgroup_device";

    private Devices() {
    }

    /**
     * Adds the program.
     *
     * @param rules the rules
     * @param key the profile key that asked for them
     * @param into where settings go
     */
    public static void settings(List<DeviceRule> rules, String key, SettingList into) {
        StringBuilder text = new StringBuilder();
        for (DeviceRule rule : rules) {
            text.append(text.length() == 0 ? "" : "; ").append(rule.allow() ? "" : "deny ").append(rule.text());
        }
        into.set(PROGRAM, text.toString(), key);
    }

    /**
     * The rules of a setting that {@link #settings} made.
     *
     * @param setting the setting
     * @throws dev.berth.isolation.cgroup.CgroupException if it is not one
     */
    public static List<DeviceRule> rules(Setting setting) throws CgroupException {
        List<DeviceRule> rules = new ArrayList<>();
        for (String text : setting.value().split("; ")) {
            boolean deny = text.startsWith("deny ");
            DeviceRule rule = DeviceRule.parse(deny ? text.substring(5) : text);
            rules.add(new DeviceRule(!deny, rule.type(), rule.major(), rule.minor(), rule.access()));
        }
        return rules;
    }
}
