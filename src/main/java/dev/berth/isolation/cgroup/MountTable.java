package dev.berth.isolation.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the mounted cgroup trees out of {@code /proc/self/mountinfo} and {@code /proc/self/cgroup}. */
final class MountTable {

    private MountTable() {
    }

    /**
     * The trees, in the order in which they are mounted; of one that is mounted twice, the first.
     *
     * @param mountinfo contents of {@code /proc/self/mountinfo} (proc_pid_mountinfo(5))
     * @param cgroup contents of {@code /proc/self/cgroup} (cgroups(7))
     */
    static List<Hierarchy> parse(String mountinfo, String cgroup) {
        Map<String, String> own = ownGroups(cgroup);
        List<Hierarchy> trees = new ArrayList<>();
        Set<Set<String>> seen = new LinkedHashSet<>();
        boolean unified = false;
        for (String line : mountinfo.split("\n")) {
            int separator = line.indexOf(" - cgroup");
            if (separator < 0) {
                continue;
            }
            String[] left = line.substring(0, separator).split(" ");
            String[] right = line.substring(separator + 3).split(" ");
            if (left.length < 6 || right.length < 3) {
                continue;
            }
            String root = unescape(left[3]);
            Path mount = Path.of(unescape(left[4]));
            if (right[0].equals("cgroup2")) {
                if (!unified) {
                    unified = true;
                    trees.add(new Hierarchy(true, "", mount, Set.of(), below(root, own.getOrDefault("", "/"))));
                }
            } else if (right[0].equals("cgroup")) {
                Set<String> controllers = controllers(right[2], own);
                if (!controllers.isEmpty() && seen.add(controllers)) {
                    String group = own.getOrDefault(controllers.iterator().next(), "/");
                    trees.add(new Hierarchy(false, mount.getFileName().toString(), mount, controllers,
                            below(root, group)));
                }
            }
        }
        return trees;
    }

    /** From controller, or {@code name=…}, or empty for v2, to this process's group. */
    private static Map<String, String> ownGroups(String cgroup) {
        Map<String, String> own = new TreeMap<>();
        for (String line : cgroup.split("\n")) {
            int first = line.indexOf(':');
            int second = line.indexOf(':', first + 1);
            if (second > 0) {
                for (String controller : line.substring(first + 1, second).split(",")) {
                    own.put(controller, line.substring(second + 1));
                }
            }
        }
        return own;
    }

    /** The controllers among a mount's super options: those that {@code /proc/self/cgroup} knows. */
    private static Set<String> controllers(String options, Map<String, String> own) {
        Set<String> controllers = new LinkedHashSet<>();
        for (String option : options.split(",")) {
            if (!option.isEmpty() && own.containsKey(option)) {
                controllers.add(option);
            }
        }
        return controllers;
    }

    /** A group's path relative to a mount that shows only the part below {@code root}. */
    private static String below(String root, String group) {
        if (root.equals("/") || root.startsWith("/..")) {
            return group;
        }
        if (group.equals(root)) {
            return "/";
        }
        return group.startsWith(root + "/") ? group.substring(root.length()) : "/";
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 3 < text.length()) {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
