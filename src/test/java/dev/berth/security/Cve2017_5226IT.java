package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Container;
import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;

/**
 * Input pushed with TIOCSTI into the terminal of whoever started the container, or of whoever came into it later
 * (lxc-attach: CVE-2016-10124).
 */
class Cve2017_5226IT extends SecurityCase {

    @Test
    void withoutATerminalThereIsNone() throws Exception {
        image("probe", new Layers().file("probe", probe(), 0755));
        // ioctl(0..2, TIOCSTI, …): 16, 0x5412
        assertEquals("-25\n-25\n-25\n", run("probe", new ProfileBuilder().interactive(true), "sh", "-c",
                "for fd in 0 1 2; do /probe 16 $fd 0x5412 0; done").output());
        assertEquals("refused\n", run("probe", new ProfileBuilder(), "sh", "-c",
                "(: </dev/tty) 2>/dev/null || echo refused").output());
    }

    @Test
    void aTerminalIsTheContainersOwn() throws Exception {
        image("busybox", new Layers());
        // session and terminal of process 1: its own session, and a terminal of its own devpts (136:0)
        assertEquals("1 34816", run("busybox", new ProfileBuilder().tty(true), "sh", "-c",
                "cut -d' ' -f6,7 /proc/1/stat").output().strip());
        assertEquals("1 0", run("busybox", new ProfileBuilder(), "sh", "-c",
                "cut -d' ' -f6,7 /proc/1/stat").output().strip());
    }

    @Test
    void neitherHasAnExecSessionTheCallersTerminal() throws Exception {
        image("probe", new Layers().file("probe", probe(), 0755));
        Container container = create("probe", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        assertEquals("-25\n-25\n-25\nrefused\n", exec(container, "", false, "", "sh", "-c",
                "for fd in 0 1 2; do /probe 16 $fd 0x5412 0; done; (: </dev/tty) 2>/dev/null || echo refused")
                .output());
        // a session of its own that it leads, and a terminal of the container's devpts (136:0), also after a second one
        for (int i = 0; i < 2; i++) {
            assertEquals("leads 34816 /dev/pts/0", exec(container, true, "", false, "", "sh", "-c",
                    "set -- $(cat /proc/$$/stat); [ $1 = $6 ] && echo leads $7 $(tty)").output().strip());
        }
    }
}
