package dev.berth.build;

import dev.berth.image.store.AttachedView;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets of one step as files, in memory: they never touch a disk, and are gone with the step. */
final class SecretFiles implements AutoCloseable {

    private static final long FLAGS = 2 | 4 | 8; // MS_NOSUID | MS_NODEV | MS_NOEXEC

    private final Path directory;
    private int count;

    /**
     * Files in a directory.
     *
     * @param directory not there yet
     */
    SecretFiles(Path directory) throws IOException {
        this.directory = Files.createDirectory(directory);
        try (Scratch s = Scratch.open()) {
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string("tmpfs"), s.string(directory.toString()), s.string("tmpfs"),
                    FLAGS, s.string("mode=0700")), "mount memory for secrets on", directory);
        }
    }

    /**
     * Makes a file.
     *
     * @param content the secret
     * @param mode permission bits
     * @param uid owner
     * @param gid group
     * @return the place, to be mounted
     */
    Fd add(byte[] content, int mode, long uid, long gid) throws IOException {
        byte[] name = Integer.toString(count++).getBytes(StandardCharsets.US_ASCII);
        try (Fd root = Fd.open(directory, OpenFlags.DIRECTORY, 0)) {
            try (Fd file = FileCalls.open(root.number(), name, OpenFlags.CREAT | OpenFlags.EXCL | OpenFlags.WRONLY,
                    0600)) {
                file.write(content);
                FileCalls.chown(file.number(), (int) uid, (int) gid);
                FileCalls.chmod(file.number(), mode);
            }
            return FileCalls.open(root.number(), name, OpenFlags.PATH, 0);
        }
    }

    @Override
    public void close() throws IOException {
        AttachedView.unmount(directory);
        Files.deleteIfExists(directory);
    }
}
