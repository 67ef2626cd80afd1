package dev.berth.shell.copy;

import dev.berth.shell.archive.ArchiveInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** A file of this machine, with all beneath it, as a tar archive. */
public final class LocalTree extends ArchiveInput {

    private final UnaryOperator<String> naming;
    private final Deque<Found> waiting = new ArrayDeque<>();
    private Optional<InputStream> content = Optional.empty();
    private long contentLeft;
    private long total;

    private record Found(Path path, String name) {
    }

    /**
     * An archive.
     *
     * @param path the file
     * @param name what it is called in the archive
     * @param naming what entries are called in place of that
     */
    public LocalTree(Path path, String name, UnaryOperator<String> naming) {
        this.naming = naming;
        waiting.push(new Found(path, name));
    }

    /** Bytes of the archive until now. */
    public long total() {
        return total;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        total += Math.max(n, 0);
        return n;
    }

    @Override
    protected void fill() throws IOException {
        if (content.isPresent()) {
            fillContent(content.get());
        } else if (waiting.isEmpty()) {
            finish();
        } else {
            put(waiting.pop());
        }
    }

    private void fillContent(InputStream in) throws IOException {
        int n = contentLeft == 0 ? -1 : in.read(buffer, 0, (int) Math.min(contentLeft, buffer.length));
        if (n < 0 && contentLeft > 0) {
            // it became shorter while it was read; the header is written, so the rest is zeros
            n = (int) Math.min(contentLeft, buffer.length);
            Arrays.fill(buffer, 0, n, (byte) 0);
        }
        if (n > 0) {
            tar.write(buffer, 0, n);
            contentLeft -= n;
            return;
        }
        content = Optional.empty();
        in.close();
        tar.closeArchiveEntry();
    }

    private void put(Found found) throws IOException {
        Map<String, Object> unix = Files.readAttributes(found.path(),
                "unix:mode,uid,gid,size,nlink,ino,dev,rdev,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) unix.get("mode");
        if ((mode & TYPE) == 0040000) {
            descend(found);
        }
        Optional<TarArchiveEntry> made = entry(naming.apply(found.name()), found.path(), unix);
        if (made.isEmpty()) {
            return;
        }
        TarArchiveEntry entry = made.get();
        entry.setMode(mode & 07777);
        entry.setIds((int) unix.get("uid"), (int) unix.get("gid"));
        entry.setLastModifiedTime((FileTime) unix.get("lastModifiedTime"));
        boolean hasContent = (mode & TYPE) == 0100000 && !entry.isLink();
        if (!hasContent) {
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            return;
        }
        contentLeft = (long) unix.get("size");
        entry.setSize(contentLeft);
        InputStream in = Files.newInputStream(found.path());
        content = Optional.of(in);
        tar.putArchiveEntry(entry);
    }

    private void descend(Found directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
            entries.forEach(path -> names.add(path.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(Collections.reverseOrder());
        String prefix = directory.name().endsWith("/") ? directory.name() : directory.name() + '/';
        names.forEach(name -> waiting.push(new Found(directory.path().resolve(name), prefix + name)));
    }

    @Override
    public void close() throws IOException {
        if (content.isPresent()) {
            content.get().close();
        }
    }
}
