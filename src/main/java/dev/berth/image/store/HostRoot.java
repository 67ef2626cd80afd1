package dev.berth.image.store;

import dev.berth.image.HostImage;
import dev.berth.image.RootFilesystem;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's own root as a root file system. Overlay's lower directory {@code /} shows one file system only: what is
 * mounted on it ({@code /boot}, {@code /home} on a disk of its own, {@code /proc}) is an empty directory in the
 * container. Directories that programs need are bound over it read-only where they are file systems of their own.
 *
 * @param readOnlyBinds such directories on this machine
 * @param maskedPaths what exists of {@link HostImage#MASKED}
 */
record HostRoot(List<Path> readOnlyBinds, List<String> maskedPaths) implements RootFilesystem {

    /** What programs need; {@code /lib} and {@code /bin} are links into {@code /usr} nearly everywhere. */
    private static final List<String> NEEDED = List.of("/usr", "/usr/local", "/usr/share", "/bin", "/sbin", "/lib",
            "/lib64", "/etc", "/opt", "/var", "/var/lib");

    /** Looks at the machine as it is now. */
    static RootFilesystem open() throws IOException {
        List<Path> binds = new ArrayList<>();
        for (String directory : NEEDED) {
            Path path = Path.of(directory);
            if (Files.isDirectory(path) && !Files.isSymbolicLink(path)
                    && status(path).mountId() != status(path.getParent()).mountId()) {
                binds.add(path);
            }
        }
        List<String> masked = new ArrayList<>();
        for (String pattern : HostImage.MASKED) {
            expand(pattern, masked);
        }
        return new HostRoot(List.copyOf(binds), List.copyOf(masked));
    }

    @Override
    public List<Path> lowerDirectories() {
        return List.of(Path.of("/"));
    }

    @Override
    public void close() {
        // nothing is held: the machine's root does not go away
    }

    private static FileStatus status(Path path) throws IOException {
        try (Fd fd = Fd.open(path, OpenFlags.PATH, 0)) {
            return FileStatus.of(fd.number());
        }
    }

    private static void expand(String pattern, List<String> result) throws IOException {
        if (!pattern.endsWith("*")) {
            if (Files.exists(Path.of(pattern), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                result.add(pattern);
            }
            return;
        }
        Path prefix = Path.of(pattern.substring(0, pattern.length() - 1));
        if (Files.isDirectory(prefix.getParent())) {
            String start = prefix.getFileName().toString();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(prefix.getParent(),
                    file -> file.getFileName().toString().startsWith(start))) {
                for (Path file : files) {
                    result.add(file.toString());
                }
            }
        }
    }
}
