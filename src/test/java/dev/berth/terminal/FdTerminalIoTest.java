package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FdTerminalIoTest {
    private Fd master;
    private Fd slave;
    private FdTerminalIo terminal;

    @BeforeEach
    void open() throws IOException {
        try (Fd devpts = Fd.open(Path.of("/dev/pts"), OpenFlags.DIRECTORY, 0)) {
            master = TestPty.master(devpts);
        }
        slave = TestPty.slave(master);
        terminal = new FdTerminalIo(slave, slave);
    }

    @AfterEach
    void close() {
        terminal.close();
        slave.close();
        master.close();
    }

    @Test
    void rawModeLetsEveryByteThroughAndIsUndoneExactly() throws IOException {
        TerminalAttributes before = terminal.attributes().orElseThrow();
        terminal.attributes(before.raw());
        assertNotEquals(before, terminal.attributes().orElseThrow());
        byte[] keys = {3, 26, 28, 17, 19, '\r', '\n', 4, 0x7F, (byte) 0xC3, (byte) 0xA9};
        master.write(keys);
        byte[] read = new byte[20];
        int count = terminal.read(read, 0, read.length, 1000);
        assertArrayEquals(keys, Arrays.copyOf(read, count));
        terminal.write("a\n".getBytes(StandardCharsets.US_ASCII), 0, 2);
        assertEquals("a\n", readMaster());
        terminal.attributes(before);
        assertEquals(before, terminal.attributes().orElseThrow());
        terminal.write("a\n".getBytes(StandardCharsets.US_ASCII), 0, 2);
        assertEquals("a\r\n", readMaster());
    }

    private String readMaster() throws IOException {
        try (Scratch s = Scratch.open()) {
            long address = s.allocate(100);
            int count = master.read(address, 100);
            byte[] bytes = new byte[count];
            Scratch.getBytes(address, bytes, 0, count);
            return new String(bytes, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void readEndsAfterTheTimeOutOrWhenWoken() throws Exception {
        terminal.attributes(terminal.attributes().orElseThrow().raw());
        assertEquals(0, terminal.read(new byte[1], 0, 1, 1));
        Thread waker = new Thread(terminal::wake);
        waker.start();
        assertEquals(0, terminal.read(new byte[1], 0, 1, -1));
        waker.join();
    }

    @Test
    void knowsItsSize() throws IOException {
        assertEquals(WindowSize.USUAL, terminal.size());
        TestPty.resize(master, 33, 101);
        assertEquals(new WindowSize(33, 101), terminal.size());
    }

    @Test
    void aHangUpIsToldByReadAndWrite() throws IOException {
        terminal.attributes(terminal.attributes().orElseThrow().raw());
        master.close();
        assertEquals(TerminalIo.HANG_UP, terminal.read(new byte[1], 0, 1, -1));
        assertThrows(IOException.class, () -> terminal.write(new byte[] {'x'}, 0, 1));
        assertTrue(terminal.attributes().isEmpty());
        assertEquals(WindowSize.USUAL, terminal.size());
    }

    @Test
    void theEndOfAPipeIsAHangUp() throws IOException {
        try (Scratch s = Scratch.open()) {
            long pair = s.allocate(8);
            Kernel.check(Kernel.raw(Sys.PIPE2, pair, 0), "create", "pipe");
            try (Fd reading = Fd.of(Scratch.getInt(pair)); Fd writing = Fd.of(Scratch.getInt(pair + 4));
                    FdTerminalIo pipe = new FdTerminalIo(reading, slave)) {
                writing.write(new byte[] {'x'});
                writing.close();
                assertEquals(1, pipe.read(new byte[9], 0, 9, -1));
                assertEquals(TerminalIo.HANG_UP, pipe.read(new byte[9], 0, 9, -1));
            }
        }
    }
}
