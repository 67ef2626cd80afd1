package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.kernel.Sys;
import dev.berth.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernel interfaces that the default filter closes: AF_ALG ("Copy Fail"), AF_VSOCK, mounts, and unknown calls. */
class Cve2026_31431IT extends SecurityCase {

    private static final int UNKNOWN = 600;

    @Test
    void theDefaultFilterRefuses() throws Exception {
        image("probe", new Layers().file("bin/probe", probe(), 0755));
        List<String> calls = List.of(
                Sys.SOCKET.number() + " 38 5 0", Sys.SOCKET.number() + " 40 1 0",
                // a domain that is 38 once the kernel has cut it to 32 bits
                Sys.SOCKET.number() + " 0x100000026 5 0",
                Sys.CLONE3.number() + " 0 0", String.valueOf(UNKNOWN), Sys.FSOPEN.number() + " 0 0",
                Sys.MOUNT.number() + " 0 0 0 0 0", Sys.BPF.number() + " 0 0 0", Sys.KEYCTL.number() + " 0 -3 0",
                Sys.UNSHARE.number() + " 0x10000000", Sys.SETNS.number() + " 0 0");
        List<Integer> answers = List.of(-EPERM, -EPERM, -EPERM, -ENOSYS, -ENOSYS, -EPERM, -EPERM, -EPERM, -EPERM,
                -EPERM, -EPERM);
        StringBuilder script = new StringBuilder();
        calls.forEach(call -> script.append("probe ").append(call).append("; "));
        assertEquals(answers, numbers(run("probe", new ProfileBuilder(), "sh", "-c", script.toString())));
        ProfileBuilder open = new ProfileBuilder();
        open.security().seccomp("unconfined");
        assertEquals(List.of(-ENOSYS), numbers(run("probe", open, "probe", String.valueOf(UNKNOWN))));
    }

    @Test
    void aKeyringOfItsOwn() throws Exception {
        image("probe", new Layers().file("bin/probe", probe(), 0755));
        ProfileBuilder open = new ProfileBuilder();
        open.security().seccomp("unconfined");
        String[] ask = {"probe", Sys.KEYCTL.number() + "", "0", "-3", "0"};
        int one = numbers(run("probe", open, ask)).get(0);
        int other = numbers(run("probe", open, ask)).get(0);
        assertTrue(one > 0 && other > 0 && one != other, one + " " + other);
    }

    private static List<Integer> numbers(Result result) {
        List<Integer> numbers = new ArrayList<>();
        result.lines().forEach(line -> numbers.add(Integer.parseInt(line)));
        return numbers;
    }
}
