package dev.berth.isolation;

import java.util.Set;

/** Which kernel parameters a container may have: those that belong to one of its own namespaces, as docker has it. */
public final class Sysctls {

    private static final Set<String> IPC = Set.of("kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem",
            "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced");

    private Sysctls() {
    }

    /**
     * Checks one.
     *
     * @param name for example {@code net.core.somaxconn}; slashes in place of dots are fine
     * @param ownIpc whether the IPC namespace is the container's own
     * @param ownNetwork whether the network namespace is
     * @param ownUts whether the UTS namespace is
     * @throws IllegalArgumentException if it may not be set, in docker's words
     */
    public static void check(String name, boolean ownIpc, boolean ownNetwork, boolean ownUts) {
        String dotted = name.indexOf('/') >= 0 && (name.indexOf('.') < 0 || name.indexOf('/') < name.indexOf('.'))
                ? swap(name) : name;
        for (String part : dotted.split("\\.", -1)) {
            // a slash here is a dot in a device's name (eth0.1), and never two of them or one alone
            if (part.isEmpty() || part.startsWith("/") || part.endsWith("/") || part.contains("//")) {
                throw new IllegalArgumentException("sysctl '" + name + "' is not allowed");
            }
        }
        if (IPC.contains(dotted) || dotted.startsWith("fs.mqueue.")) {
            own(name, ownIpc, "IPC");
        } else if (dotted.startsWith("net.")) {
            own(name, ownNetwork, "network");
        } else if (dotted.equals("kernel.domainname")) {
            own(name, ownUts, "UTS");
        } else {
            throw new IllegalArgumentException("sysctl '" + name + "' is not allowed");
        }
    }

    /**
     * The file of one, below {@code /proc/sys}.
     *
     * @param name its name; where a slash comes first, slashes separate and dots are dots, as sysctl(8) has it
     */
    public static String file(String name) {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        return slash >= 0 && (dot < 0 || slash < dot) ? name : swap(name);
    }

    private static void own(String name, boolean own, String namespace) {
        if (!own) {
            throw new IllegalArgumentException("sysctl '" + name + "' not allowed in host " + namespace
                    + " namespace");
        }
    }

    private static String swap(String name) {
        StringBuilder swapped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            swapped.append(c == '.' ? '/' : c == '/' ? '.' : c);
        }
        return swapped.toString();
    }
}
