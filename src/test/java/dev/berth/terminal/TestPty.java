package dev.berth.terminal;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;

/** Pseudo-terminals for tests; requests from asm-generic/ioctls.h. */
final class TestPty {
    private TestPty() {
    }

    static Fd master(Fd devpts) throws KernelException {
        Fd master = Fd.openAt(devpts.number(), "ptmx", OpenFlags.RDWR, 0);
        try (Scratch s = Scratch.open()) {
            master.ioctl(0x40045431L, s.allocate(8));
        }
        return master;
    }

    static Fd slave(Fd master) throws KernelException {
        return Fd.of((int) master.ioctl(0x5441L, OpenFlags.RDWR | OpenFlags.NOCTTY | OpenFlags.CLOEXEC));
    }

    static void resize(Fd master, int rows, int columns) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long size = s.allocate(8);
            Scratch.putShort(size, (short) rows);
            Scratch.putShort(size + 2, (short) columns);
            master.ioctl(0x5414L, size);
        }
    }
}
