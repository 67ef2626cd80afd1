package dev.berth.build;

import dev.berth.build.copy.SourceTree;
import dev.berth.build.copy.TreeCopier;
import dev.berth.build.dockerfile.InlineFile;
import dev.berth.build.dockerfile.RunMount;
import dev.berth.engine.Step;
import dev.berth.engine.Step.StepMount;
import dev.berth.image.store.AttachedView;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mounts of one step, opened: every source is held by descriptor from the moment that it was found within its tree,
 * so that nothing which another step does to a shared cache meanwhile can turn it into a place of the host
 * (CVE-2024-23651).
 */
final class RunMountSet implements AutoCloseable {

    private final BuildParts parts;
    private final Origins origins;
    private final ImageDraft image;
    private final int stage;
    private final int line;
    private final Path directory;
    private final List<StepMount> mounts = new ArrayList<>();
    private final List<String> environment = new ArrayList<>();
    private final List<Fd> open = new ArrayList<>();
    private final List<AttachedView> views = new ArrayList<>();
    private final List<CacheDirectories.Held> caches = new ArrayList<>();
    private Optional<SecretFiles> secrets = Optional.empty();
    private final List<AgentSocket> sockets = new ArrayList<>();
    private int agents;

    RunMountSet(BuildParts parts, Origins origins, ImageDraft image, int stage, int line) throws IOException {
        this.parts = parts;
        this.origins = origins;
        this.image = image;
        this.stage = stage;
        this.line = line;
        this.directory = Files.createTempDirectory(parts.directory(), "step");
    }

    /** Opens the mounts of a step. */
    void open(List<RunMount> asked) throws BuildException, IOException, InterruptedException {
        for (RunMount mount : asked) {
            if (mount instanceof RunMount.Bind bind) {
                bind(bind);
            } else if (mount instanceof RunMount.Cache cache) {
                cache(cache);
            } else if (mount instanceof RunMount.Tmpfs memory) {
                mounts.add(new Step.Memory(image.absolute(memory.target()), memory.sizeBytes()));
            } else if (mount instanceof RunMount.Secret secret) {
                secret(secret);
            } else if (mount instanceof RunMount.Ssh ssh) {
                ssh(ssh);
            }
        }
    }

    /** What is mounted. */
    List<StepMount> mounts() {
        return mounts;
    }

    /** Variables that tell the command where things are. */
    List<String> environment() {
        return environment;
    }

    /** A script that the kernel runs itself, by its first line; where it is in the container. */
    String script(InlineFile script) throws IOException {
        Path file = directory.resolve("script");
        Files.writeString(file, script.content());
        Fd place = held(Fd.open(file, OpenFlags.RDONLY, 0));
        FileCalls.chmod(place.number(), 0755);
        String target = "/dev/pipes/" + script.name().replace('/', '_');
        mounts.add(new Step.Bind(place, target, false, true));
        return target;
    }

    private Fd held(Fd fd) {
        open.add(fd);
        return fd;
    }

    private SourceTree tree(Optional<String> from)
            throws BuildException, IOException, InterruptedException {
        if (from.isEmpty()) {
            return parts.context().tree();
        }
        Optional<SourceTree> named = origins.named(from.get(), stage, line);
        if (named.isPresent()) {
            return named.get();
        }
        List<Path> lowers = origins.lowers(from.get(), stage, line);
        AttachedView view = parts.store().attached(lowers.isEmpty() ? List.of(origins.emptyDirectory()) : lowers,
                directory.resolve("view" + views.size()));
        views.add(view);
        return new SourceTree(view.root());
    }

    private void bind(RunMount.Bind bind)
            throws BuildException, IOException, InterruptedException {
        SourceTree tree = tree(bind.from());
        String path = SourceTree.cleaned(bind.source());
        Optional<FileStatus> status = tree.status(path);
        if (status.isEmpty()) {
            throw BuildException.failed("failed to compute cache key: \"/" + path + "\": not found", null);
        }
        if (!status.get().isDirectory() && status.get().type() != FileStatus.REGULAR) {
            throw BuildException.failed("cannot mount /" + path + ": it is neither a file nor a directory", null);
        }
        Fd source = held(tree.openPath(path));
        String target = image.absolute(bind.target());
        if (bind.readOnly()) {
            mounts.add(new Step.Bind(source, target, status.get().isDirectory(), true));
        } else if (status.get().isDirectory() && parts.store().drafts().oneByOne()) {
            // no overlay there to write into
            Path copy = Files.createDirectory(directory.resolve("rw" + mounts.size()));
            try (Fd from = tree.open(path); Fd into = Fd.open(copy, OpenFlags.DIRECTORY, 0)) {
                new TreeCopier(Optional.empty(), Optional.empty(), p -> false).contents(from, into);
            }
            mounts.add(new Step.Bind(held(Fd.open(copy, OpenFlags.PATH | OpenFlags.DIRECTORY, 0)), target, true,
                    false));
        } else if (status.get().isDirectory()) {
            Path over = Files.createDirectory(directory.resolve("rw" + mounts.size()));
            mounts.add(new Step.Discarding(source, target, Files.createDirectory(over.resolve("upper")),
                    Files.createDirectory(over.resolve("work"))));
        } else {
            mounts.add(new Step.Bind(copied(tree, path, status.get()), target, false, false));
        }
    }

    /** A copy of a file, for a step that writes to it: what it writes is thrown away. */
    private Fd copied(SourceTree tree, String path, FileStatus status) throws IOException {
        String name = "file" + mounts.size();
        try (Fd into = Fd.open(directory, OpenFlags.DIRECTORY, 0); Fd from = tree.open(path)) {
            new TreeCopier(Optional.empty(), Optional.empty(), p -> false).file(from, status, into, name);
            return held(FileCalls.open(into.number(), name.getBytes(StandardCharsets.US_ASCII), OpenFlags.PATH, 0));
        }
    }

    private void cache(RunMount.Cache cache) throws BuildException, IOException, InterruptedException {
        String id = parts.builtIn().cacheNamespace().map(name -> name + '/').orElse("") + cache.id();
        CacheDirectories.Held held = switch (cache.sharing()) {
            case SHARED -> parts.caches().shared(id, cache.target());
            case LOCKED -> parts.caches().locked(id, cache.target());
            case PRIVATE -> parts.caches().alone(id, cache.target());
        };
        caches.add(held);
        if (held.fresh()) {
            fill(held.path(), cache);
        }
        mounts.add(new Step.Bind(held(Fd.open(held.path(), OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW,
                0)), image.absolute(cache.target()), true, cache.readOnly()));
    }

    private void fill(Path path, RunMount.Cache cache)
            throws BuildException, IOException, InterruptedException {
        Files.createDirectories(path);
        try (Fd into = Fd.open(path, OpenFlags.DIRECTORY, 0)) {
            if (cache.from().isPresent()) {
                SourceTree tree = tree(cache.from());
                String source = SourceTree.cleaned(cache.source());
                if (tree.status(source).filter(FileStatus::isDirectory).isEmpty()) {
                    throw BuildException.failed("cannot fill cache " + cache.id() + ": /" + source + " of "
                            + cache.from().get() + " is no directory", null);
                }
                try (Fd from = tree.open(source)) {
                    new TreeCopier(Optional.empty(), Optional.empty(), p -> false).contents(from, into);
                }
            }
            FileCalls.chown(into.number(), (int) cache.uid(), (int) cache.gid());
            FileCalls.chmod(into.number(), cache.mode());
        }
    }

    private void secret(RunMount.Secret secret) throws BuildException, IOException {
        byte[] content = parts.request().secrets().get(secret.id());
        if (content == null) {
            if (secret.required()) {
                throw BuildException.failed("secret " + secret.id() + ": not found: give it with --secret id="
                        + secret.id() + ",src=FILE", null);
            }
            return;
        }
        secret.env().ifPresent(name -> environment.add(name + '=' + new String(content, StandardCharsets.UTF_8)));
        if (secret.env().isPresent() && secret.target().isEmpty()) {
            return;
        }
        if (secrets.isEmpty()) {
            secrets = Optional.of(new SecretFiles(directory.resolve("secrets")));
        }
        Fd file = held(secrets.get().add(content, secret.mode(), secret.uid(), secret.gid()));
        mounts.add(new Step.Bind(file, image.absolute(secret.target().orElse("/run/secrets/" + secret.id())), false,
                true));
    }

    private void ssh(RunMount.Ssh ssh) throws BuildException, IOException {
        Path socket = parts.request().sshSockets().get(ssh.id());
        if (socket == null) {
            if (ssh.required()) {
                throw BuildException.failed("unset ssh forward key " + ssh.id() + ": give it with --ssh " + ssh.id(),
                        null);
            }
            return;
        }
        try (Fd there = Fd.open(socket, OpenFlags.PATH, 0)) {
            if (FileStatus.of(there.number()).type() != FileStatus.SOCKET) {
                throw BuildException.failed("cannot forward the agent " + ssh.id() + ": " + socket + " is no socket",
                        null);
            }
        }
        AgentSocket own = new AgentSocket(socket, directory.resolve("agent" + agents));
        sockets.add(own);
        Fd place = held(own.place(ssh.mode(), ssh.uid(), ssh.gid()));
        String target = image.absolute(ssh.target().orElse("/run/buildkit/ssh_agent." + agents));
        if (agents++ == 0) {
            environment.add("SSH_AUTH_SOCK=" + target);
        }
        mounts.add(new Step.Bind(place, target, false, false));
    }

    @Override
    public void close() throws IOException {
        open.forEach(Fd::close);
        for (AgentSocket socket : sockets) {
            socket.close();
        }
        if (secrets.isPresent()) {
            secrets.get().close();
        }
        for (AttachedView view : views) {
            view.close();
        }
        caches.forEach(parts.caches()::give);
    }
}
