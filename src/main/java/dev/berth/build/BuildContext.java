package dev.berth.build;

import dev.berth.build.copy.SourceTree;
import dev.berth.context.IgnorePatterns;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.LayerUnpacker;
import dev.berth.image.layer.RatioGuard;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.layer.TarReader;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A build's context: files that a client sent, in a directory of the build's own. */
final class BuildContext implements AutoCloseable {

    private static final int BUFFER = 128 * 1024;
    /** The largest Dockerfile that is read, in bytes; docker's front end has the same order. */
    private static final int DOCKERFILE_LIMIT = 4 << 20;

    private final Fd root;

    /**
     * A context.
     *
     * @param root its directory, closed with it
     */
    BuildContext(Fd root) {
        this.root = root;
    }

    /**
     * Unpacks a context.
     *
     * @param archive tar, plain or compressed; a single Dockerfile is taken too, as docker does. Read to its end
     * @param directory an empty directory
     * @param dockerfile the name that a single Dockerfile gets
     * @throws IOException if it is damaged or hostile
     */
    static BuildContext unpack(InputStream archive, Path directory, String dockerfile) throws IOException {
        BufferedInputStream plain = plain(archive);
        if (isText(plain)) {
            try (Fd fd = Fd.open(directory, OpenFlags.DIRECTORY, 0);
                    Fd file = FileCalls.open(fd.number(), name(dockerfile), OpenFlags.CREAT | OpenFlags.EXCL
                            | OpenFlags.WRONLY, 0600)) {
                byte[] text = plain.readNBytes(DOCKERFILE_LIMIT + 1);
                file.write(text);
            }
        } else {
            unpackTar(plain, directory);
        }
        return new BuildContext(directory(directory));
    }

    /**
     * Unpacks a context that is an archive for sure.
     *
     * @param archive tar, plain or compressed; read to its end
     * @param directory an empty directory
     * @throws IOException if it is damaged or hostile
     */
    static BuildContext unpackArchive(InputStream archive, Path directory) throws IOException {
        unpackTar(plain(archive), directory);
        return new BuildContext(directory(directory));
    }

    private static BufferedInputStream plain(InputStream archive) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(archive, BUFFER);
        Compression compression = Compression.of(raw);
        RatioGuard guard = new RatioGuard(TarLimits.DEFAULT.ratio());
        return new BufferedInputStream(guard.plain(compression.open(guard.compressed(raw))), BUFFER);
    }

    private static void unpackTar(InputStream plain, Path directory) throws IOException {
        try (LayerUnpacker unpacker = LayerUnpacker.openPlain(directory, TarLimits.DEFAULT)) {
            unpacker.unpack(new TarReader(plain, false));
        }
    }

    /** Opens a directory whose files are read. */
    static Fd directory(Path directory) throws IOException {
        return Fd.open(directory, OpenFlags.DIRECTORY, 0);
    }

    private static byte[] name(String dockerfile) {
        return dockerfile.substring(dockerfile.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is no archive: the mark of tar is missing where it has to be. */
    private static boolean isText(BufferedInputStream in) throws IOException {
        in.mark(512);
        byte[] block = in.readNBytes(512);
        in.reset();
        for (byte b : block) {
            if (b == 0) {
                return false;
            }
        }
        return block.length > 0;
    }

    /** Its files. */
    SourceTree tree() {
        return new SourceTree(root);
    }

    /**
     * The text of the Dockerfile.
     *
     * @param path in the context
     * @throws BuildException docker's sentence if it is not there
     */
    String dockerfile(String path) throws BuildException, IOException {
        Optional<String> text = read(path);
        if (text.isEmpty() && path.equals("Dockerfile")) {
            text = read("dockerfile");
        }
        if (text.isEmpty()) {
            throw BuildException.badRequest("Cannot locate specified Dockerfile: " + path);
        } else if (text.get().isBlank()) {
            throw BuildException.badRequest("the Dockerfile (" + path + ") cannot be empty");
        }
        return text.get();
    }

    private Optional<String> read(String path) throws IOException, BuildException {
        SourceTree tree = tree();
        String cleaned = SourceTree.cleaned(path);
        Optional<FileStatus> status = tree.status(cleaned);
        if (status.isEmpty()) {
            return Optional.empty();
        } else if (status.get().type() != FileStatus.REGULAR) {
            throw BuildException.badRequest("the Dockerfile " + path + " is no regular file");
        } else if (status.get().size() > DOCKERFILE_LIMIT) {
            throw BuildException.badRequest("the Dockerfile " + path + " is larger than 4 MiB");
        }
        try (Fd fd = tree.open(cleaned);
                InputStream in = Files.newInputStream(Path.of("/proc/self/fd/" + fd.number()))) {
            return Optional.of(new String(in.readNBytes(DOCKERFILE_LIMIT), StandardCharsets.UTF_8));
        }
    }

    /**
     * What {@code .dockerignore} leaves out.
     *
     * @param dockerfile path of the Dockerfile, which may have an ignore file of its own
     */
    Optional<IgnorePatterns> patterns(String dockerfile) throws IOException, BuildException {
        Optional<String> text = read(dockerfile + ".dockerignore");
        if (text.isEmpty()) {
            text = read(".dockerignore");
        }
        try {
            return text.map(IgnorePatterns::parse);
        } catch (IllegalArgumentException e) {
            throw BuildException.badRequest(".dockerignore: " + e.getMessage());
        }
    }

    /** Takes away what is left out: a client may have sent it because the builder has to see it. */
    void ignore(IgnorePatterns patterns) throws IOException {
        if (!patterns.isEmpty()) {
            try (Fd fd = root.duplicate()) {
                FileCalls.seek(fd.number(), 0, 0);
                sweep(fd, "", patterns, patterns.root());
            }
        }
    }

    private static void sweep(Fd directory, String prefix, IgnorePatterns patterns, IgnorePatterns.Verdict above)
            throws IOException {
        for (byte[] name : DirectoryEntries.names(directory.number())) {
            String path = prefix + new String(name, StandardCharsets.UTF_8);
            IgnorePatterns.Verdict verdict = patterns.of(path, above);
            boolean isDirectory = FileStatus.at(directory.number(), name).isDirectory();
            if (isDirectory && (!verdict.excluded() || patterns.mayTakeInBelow(path))) {
                try (Fd inner = FileCalls.open(directory.number(), name, OpenFlags.DIRECTORY, 0)) {
                    sweep(inner, path + '/', patterns, verdict);
                }
                if (verdict.excluded()) {
                    removeIfEmpty(directory, name);
                }
            } else if (verdict.excluded()) {
                FileTree.remove(directory.number(), name);
            }
        }
    }

    private static void removeIfEmpty(Fd directory, byte[] name) throws IOException {
        try {
            FileCalls.unlink(directory.number(), name, FileCalls.REMOVE_DIRECTORY);
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOTEMPTY) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
