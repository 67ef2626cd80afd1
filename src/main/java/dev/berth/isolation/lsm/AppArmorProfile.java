package dev.berth.isolation.lsm;

/**
 * The AppArmor profile of containers. What it refuses is what docker's refuses: mounts, and writes to the parts of
 * {@code /proc} and {@code /sys} that belong to the whole machine.
 */
final class AppArmorProfile {

    private static final String RULES = """
              # what a namespace, a capability or a file mode decides is decided there
              network,
              capability,
              file,
              umount,

              # the engine's side may signal, and the container's processes one another
              signal (receive) peer=unconfined,
              signal (send, receive) peer=@NAME@,
              ptrace (trace, read, tracedby, readby) peer=@NAME@,

              deny mount,

              # /proc: files at its top, everything but processes and sys
              deny @{PROC}/* w,
              deny @{PROC}/{[^1-9],[^1-9][^0-9],[^1-9s][^0-9y][^0-9s],[^1-9][^0-9][^0-9][^0-9/]*}/** w,
              # /proc/sys: everything but the shared memory limits, which belong to the IPC namespace
              deny @{PROC}/sys/[^k]** w,
              deny @{PROC}/sys/kernel/{?,??,[^s][^h][^m]**} w,
              deny @{PROC}/sysrq-trigger rwklx,
              deny @{PROC}/kcore rwklx,

              # /sys: everything but /sys/fs/cgroup
              deny /sys/[^f]*/** wklx,
              deny /sys/f[^s]*/** wklx,
              deny /sys/fs/[^c]*/** wklx,
              deny /sys/fs/c[^g]*/** wklx,
              deny /sys/fs/cg[^r]*/** wklx,
              deny /sys/firmware/** rwklx,
              deny /sys/devices/virtual/powercap/** rwklx,
              deny /sys/kernel/security/** rwklx,
            """;

    private AppArmorProfile() {
    }

    /**
     * The profile's text.
     *
     * @param name its name
     * @param abi whether this machine's AppArmor knows ABI 3.0; with a later one unix sockets would be refused
     * @param tunables whether this machine has AppArmor's own variables
     */
    static String text(String name, boolean abi, boolean tunables) {
        return (abi ? "abi <abi/3.0>,\n" : "")
                + (tunables ? "#include <tunables/global>\n" : "@{PROC}=/proc/\n")
                + "profile " + name + " flags=(attach_disconnected, mediate_deleted) {\n"
                + RULES.replace("@NAME@", name) + "}\n";
    }
}
