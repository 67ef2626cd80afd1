package dev.berth.isolation;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Sys;
import java.util.List;

/**
 * Fills the container's {@code /dev} while the launcher is still the host's root: inside a user namespace the kernel
 * makes no device nodes.
 */
final class DeviceSteps {

    private static final int S_IFREG = 0100000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFBLK = 0060000;

    /** The nodes of the OCI runtime specification ("Default Devices"), and {@code tty}. */
    private static final List<DeviceNode> STANDARD = List.of(
            node("null", 1, 3), node("zero", 1, 5), node("full", 1, 7), node("random", 1, 8), node("urandom", 1, 9),
            node("tty", 5, 0));

    private static final String[][] LINKS = {{"fd", "/proc/self/fd"}, {"stdin", "/proc/self/fd/0"},
        {"stdout", "/proc/self/fd/1"}, {"stderr", "/proc/self/fd/2"}, {"core", "/proc/kcore"}, {"ptmx", "pts/ptmx"}};

    private final PlanBuilder plan;
    private final Argument directory;
    private final IdMap ids;

    DeviceSteps(PlanBuilder plan, Descriptor directory, IdMap ids) {
        this.plan = plan;
        this.directory = Argument.of(directory);
        this.ids = ids;
    }

    private static DeviceNode node(String name, int major, int minor) {
        return new DeviceNode("/dev/" + name, false, major, minor, 0666, 0, 0);
    }

    void fill(List<DeviceNode> further, boolean console) {
        STANDARD.forEach(this::make);
        for (String[] link : LINKS) {
            plan.call("make link /dev/" + link[0], Sys.SYMLINKAT, Argument.of(link[1]), directory,
                    Argument.of(link[0]));
        }
        for (String name : new String[] {"pts", "shm", "mqueue"}) {
            makeDirectory(name);
        }
        if (console) {
            plan.call("make /dev/console", Sys.MKNODAT, directory, Argument.of("console"),
                    Argument.of(S_IFREG | 0620, "S_IFREG|0620"), Flags.ZERO);
        }
        plan.because("security.devices");
        for (DeviceNode device : further) {
            String name = device.path().substring("/dev/".length());
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                makeDirectory(name.substring(0, slash));
            }
            make(device);
        }
        plan.because("");
    }

    private void makeDirectory(String name) {
        plan.callUnless(Errno.EEXIST, "make directory /dev/" + name, Sys.MKDIRAT, directory,
                Argument.of(name), Argument.of(0755, "0755"));
    }

    private void make(DeviceNode device) {
        String name = device.path().substring("/dev/".length());
        long number = (device.minor() & 0xffL) | (device.major() & 0xfffL) << 8 | (device.minor() & ~0xffL) << 12;
        plan.callUnless(Errno.EEXIST, "make device " + device.path(), Sys.MKNODAT, directory,
                Argument.of(name), Argument.of((device.block() ? S_IFBLK : S_IFCHR) | device.mode(),
                        (device.block() ? "S_IFBLK|0" : "S_IFCHR|0") + Integer.toOctalString(device.mode())),
                Argument.of(number, device.major() + ":" + device.minor()));
        long uid = ids.host(device.uid());
        long gid = ids.host(device.gid());
        if (uid != 0 || gid != 0) {
            plan.call("give device " + device.path() + " to its owner", Sys.FCHOWNAT, directory, Argument.of(name),
                    Argument.of(uid), Argument.of(gid), Argument.of(0x100, "AT_SYMLINK_NOFOLLOW"));
        }
    }
}
