package dev.berth.isolation.lsm;

import dev.berth.isolation.ProcessSpec.LandlockRules;
import dev.berth.isolation.ProcessSpec.LandlockRules.Rule;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.Sys;
import dev.berth.profile.Security;
import java.util.ArrayList;
import java.util.List;

/** Landlock rules from a profile's paths (include/uapi/linux/landlock.h, landlock(7)). */
public final class Landlock {

    /** {@code LANDLOCK_CREATE_RULESET_VERSION}. */
    private static final int VERSION = 1;

    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_DIR = 1 << 3;
    /**
     * Remove and make: REMOVE_DIR, REMOVE_FILE, MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, SYM.
     */
    private static final long CHANGE_DIR = 0x1ff0;
    /** Since ABI 2. */
    private static final long REFER = 1 << 13;
    /** Since ABI 3. */
    private static final long TRUNCATE = 1 << 14;
    /** Since ABI 5. */
    private static final long IOCTL_DEV = 1 << 15;
    private static final long READ = EXECUTE | READ_FILE | READ_DIR;
    /** What can be allowed for a path that is no directory. */
    private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;

    private Landlock() {
    }

    /** The ABI of this kernel, 0 if it has no Landlock or it is off. */
    public static int abi() {
        long version = Kernel.raw(Sys.LANDLOCK_CREATE_RULESET, 0, 0, VERSION);
        return version < 0 ? 0 : (int) version;
    }

    /** Why this kernel has no Landlock. */
    public static String missing() {
        long error = -Kernel.raw(Sys.LANDLOCK_CREATE_RULESET, 0, 0, VERSION);
        return error == Errno.EOPNOTSUPP ? "Landlock is off; it is missing in the boot parameter lsm="
                : "this kernel has no Landlock";
    }

    /**
     * The rules. What may be written may be read and executed too.
     *
     * @param paths what the profile allows
     * @param abi the kernel's ABI, at least 1
     */
    public static LandlockRules rules(Security.Landlock paths, int abi) {
        long handled = handled(abi);
        List<Rule> rules = new ArrayList<>();
        for (String path : paths.read()) {
            rules.add(rule(path, READ & handled));
        }
        for (String path : paths.write()) {
            rules.add(rule(path, handled));
        }
        return new LandlockRules(handled, rules);
    }

    private static Rule rule(String path, long access) {
        return new Rule(path, access, access & OF_FILES);
    }

    private static long handled(int abi) {
        return READ | WRITE_FILE | CHANGE_DIR | (abi >= 2 ? REFER : 0) | (abi >= 3 ? TRUNCATE : 0)
                | (abi >= 5 ? IOCTL_DEV : 0);
    }
}
