package dev.berth.shell.build;

import dev.berth.shell.CommandException;
import dev.berth.shell.archive.ArchiveInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * A context as a tar archive. Owners are root, as docker sends them; times are whole seconds; extended attributes are
 * not sent.
 */
final class ContextArchive extends ArchiveInput {

    private final Deque<Extra> extras = new ArrayDeque<>();
    private final Optional<ContextFiles> files;
    private final Consumer<ContextFiles.Found> sent;
    private final Set<String> replaced = new HashSet<>();
    private Optional<Content> content = Optional.empty();

    /**
     * A file that is in no directory.
     *
     * @param name its path in the context
     * @param content what it holds
     */
    record Extra(String name, byte[] content) {
    }

    private record Content(String name, InputStream in) {
    }

    /**
     * An archive.
     *
     * @param files the walk; it need not exist where there are only extras
     * @param sent hears of each file of the walk, before it is sent
     * @param added further files; one of these stands for a file of the same name
     */
    ContextArchive(Optional<ContextFiles> files, Consumer<ContextFiles.Found> sent, List<Extra> added) {
        this.files = files;
        this.sent = sent;
        extras.addAll(added);
        for (Extra extra : added) {
            replaced.add(extra.name());
        }
    }

    @Override
    protected void fill() throws IOException {
        if (content.isPresent()) {
            fillContent(content.get());
            return;
        }
        if (!extras.isEmpty()) {
            Extra extra = extras.poll();
            TarArchiveEntry entry = new TarArchiveEntry(extra.name());
            entry.setMode(0100644);
            entry.setModTime(FileTime.fromMillis(0));
            entry.setSize(extra.content().length);
            tar.putArchiveEntry(entry);
            tar.write(extra.content());
            tar.closeArchiveEntry();
            return;
        }
        Optional<ContextFiles.Found> next = files.isPresent() ? files.get().next() : Optional.empty();
        if (next.isEmpty()) {
            finish();
            return;
        }
        sent.accept(next.get());
        if (!replaced.contains(next.get().name())) {
            put(next.get());
        }
    }

    private void fillContent(Content file) throws IOException {
        int n = file.in().read(buffer);
        if (n > 0) {
            try {
                tar.write(buffer, 0, n);
            } catch (IOException e) {
                throw changed(file.name());
            }
            return;
        }
        content = Optional.empty();
        file.in().close();
        try {
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw changed(file.name());
        }
    }

    private static CommandException changed(String name) {
        return new CommandException("the file " + name + " of the context has changed while it was sent: build again");
    }

    private void put(ContextFiles.Found found) throws IOException {
        Optional<TarArchiveEntry> made = entry(found.name(), found.path(), found.attributes());
        if (made.isEmpty()) {
            return;
        }
        TarArchiveEntry entry = made.get();
        entry.setMode(found.mode());
        entry.setModTime(FileTime.from(((FileTime) found.attributes().get("lastModifiedTime")).toInstant()
                .truncatedTo(ChronoUnit.SECONDS)));
        boolean hasContent = entry.isFile() && entry.getLinkName().isEmpty();
        InputStream in = hasContent ? Files.newInputStream(found.path()) : InputStream.nullInputStream();
        if (hasContent) {
            entry.setSize(found.size());
        }
        tar.putArchiveEntry(entry);
        if (hasContent) {
            content = Optional.of(new Content(found.name(), in));
        } else {
            tar.closeArchiveEntry();
        }
    }

    @Override
    public void close() throws IOException {
        if (content.isPresent()) {
            content.get().in().close();
        }
    }
}
