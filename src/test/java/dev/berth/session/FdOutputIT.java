package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Pty;
import dev.berth.kernel.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a terminal, and what reaches a file. */
class FdOutputIT {

    private static final Path PTYS = Path.of("/dev/pts");
    /** A title, a request that the terminal answers as if it were typed, and a colour. */
    private static final String HOSTILE = "\033]0;owned\007\033[21t\u009b31mred\ttab\nline";
    private static final String SHOWN = "\ufffd]0;owned\ufffd\ufffd[21t\ufffd31mred\ttab\nline";

    @TempDir
    Path directory;

    @Test
    void textDoesNothingToATerminal() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root: ptmx of /dev/pts is root's");
        try (Fd devpts = Fd.open(PTYS, OpenFlags.DIRECTORY, 0); Fd master = Pty.master(devpts)) {
            FdOutput out = new FdOutput(Pty.slave(master), false, Gate.OPEN);
            assertTrue(out.isTerminal());
            out.print(HOSTILE);
            out.println("|");
            out.draw("\033[1m" + out.shown(HOSTILE) + "\033[0m|");
            String expected = (SHOWN + "|\n\033[1m" + SHOWN + "\033[0m|").replace("\n", "\r\n").replace("\t",
                    "\t");
            assertEquals(expected, read(master, expected.getBytes(StandardCharsets.UTF_8).length));
            out.closeSession();
        }
    }

    @Test
    void aFileGetsEverythingAsItIs() throws IOException {
        Path file = directory.resolve("file");
        FdOutput out = new FdOutput(Fd.open(file, OpenFlags.CREAT | OpenFlags.WRONLY, 0600), false, Gate.OPEN);
        out.println(HOSTILE);
        out.closeSession();
        assertEquals(HOSTILE + "\n", Files.readString(file));
    }

    private static String read(Fd master, int length) throws IOException {
        StringBuilder result = new StringBuilder();
        try (Scratch s = Scratch.open()) {
            byte[] all = new byte[length];
            long memory = s.allocate(length);
            int done = 0;
            while (done < length) {
                int n = master.read(memory, length - done);
                Scratch.getBytes(memory, all, done, n);
                done += n;
            }
            return result.append(new String(all, StandardCharsets.UTF_8)).toString();
        }
    }
}
