package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;

/** Input pushed with TIOCSTI into the terminal of whoever started the container. */
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
}
