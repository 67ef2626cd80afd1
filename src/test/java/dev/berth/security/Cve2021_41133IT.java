package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.kernel.Machine;
import dev.berth.profile.ProfileBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Calls that are younger than the filter that should have closed them: the mount interface of Linux 5.2 (Flatpak), and
 * what has come since. From 424 on the numbers are the same on all machines.
 */
class Cve2021_41133IT extends SecurityCase {

    private static final Map<String, Integer> CALLS = new TreeMap<>(Map.of("io_uring_setup", 425, "open_tree", 428,
            "move_mount", 429, "fsopen", 430, "fsconfig", 431, "fsmount", 432, "fspick", 433, "mount_setattr", 442,
            "quotactl_fd", 443));
    /** Not even a name in the default profile, which is that of 2025. */
    private static final Map<String, Integer> YOUNGER = new TreeMap<>(Map.of("open_tree_attr", 467, "file_getattr", 468,
            "file_setattr", 469));

    private String calls(ProfileBuilder profile, Map<String, Integer> calls) throws Exception {
        StringBuilder script = new StringBuilder();
        calls.forEach((name, number) -> script.append("echo ").append(name).append(" $(probe ").append(number)
                .append(" -1 0 0 0 0);"));
        return run("probe", profile, "sh", "-c", script.toString()).output();
    }

    private static String each(Map<String, Integer> calls, int answer) {
        StringBuilder expected = new StringBuilder();
        calls.keySet().forEach(name -> expected.append(name).append(' ').append(answer).append('\n'));
        return expected.toString();
    }

    @Test
    void newCallsAreNotOpenBecauseTheyAreNew() throws Exception {
        image("probe", new Layers().file("bin/probe", probe(), 0755));
        assertEquals(each(CALLS, -EPERM), calls(new ProfileBuilder(), CALLS));
        // a C library tries the older way after ENOSYS, and gives up after EPERM
        assertEquals(each(YOUNGER, -ENOSYS), calls(new ProfileBuilder(), YOUNGER));
    }

    /** The Shocker: a file of the host by its handle, below whatever is mounted. */
    @Test
    void filesAreNotOpenedByHandle() throws Exception {
        image("probe", new Layers().file("bin/probe", probe(), 0755));
        String openByHandleAt = Machine.CURRENT == Machine.AARCH64 ? "265" : "304";
        assertEquals(-EPERM + "\n", run("probe", new ProfileBuilder(), "probe", openByHandleAt, "0", "0", "0")
                .output());
    }
}
