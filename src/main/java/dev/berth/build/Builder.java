package dev.berth.build;

import dev.berth.build.cache.BuildCache;
import dev.berth.build.cache.CacheRecord;
import dev.berth.build.check.OutlineReader;
import dev.berth.build.check.Target;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.engine.Engine;
import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.store.AttachedView;
import dev.berth.image.store.BuildStore;
import dev.berth.image.store.Leases;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Builds images for an engine. One for an engine; several builds may run at the same time. */
public final class Builder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Builder.class.getName());
    private static final String TEMPORARY = "tmp-";
    /** Packing is half hashing and half writing; more of it at once only takes time from the steps. */
    private static final int PACKERS = 2;

    private final Engine engine;
    private final Path directory;
    private final BuildCache cache;
    private final CacheDirectories caches;
    private final ThreadPoolExecutor packers;

    private final long limitBytes;

    private Builder(Engine engine, Path directory, BuildCache cache, long limitBytes) {
        this.limitBytes = limitBytes;
        this.engine = engine;
        this.directory = directory;
        this.cache = cache;
        this.caches = new CacheDirectories(directory.resolve("mounts"));
        this.packers = new ThreadPoolExecutor(PACKERS, PACKERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> daemon(task, "layer-packer"));
        packers.allowCoreThreadTimeOut(true);
    }

    /**
     * A builder, which first removes what builds of a killed engine left.
     *
     * @param engine runs its steps and keeps its images
     * @param limitBytes how many bytes of layers that are no image's the cache keeps; without it a tenth of the disk
     * @throws IOException if its directory cannot be used
     */
    public static Builder open(Engine engine, OptionalLong limitBytes) throws IOException {
        Path directory = Files.createDirectories(engine.steps().data().resolve("build"));
        clean(directory);
        return new Builder(engine, directory, new BuildCache(engine.images().builds(), directory.resolve("cache")),
                CacheLimit.bytes(limitBytes, directory));
    }

    private static void clean(Path directory) throws IOException {
        String prefix = directory.toAbsolutePath() + "/";
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1)) {
            String point = line.split(" ")[4];
            if (point.startsWith(prefix)) {
                AttachedView.unmount(Path.of(point));
            }
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, TEMPORARY + "*")) {
            for (Path one : left) {
                FileTree.remove(one);
            }
        }
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 512 * 1024);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Builds an image.
     *
     * @param request what to build
     * @param context where the build's files are
     * @param listener hears how it goes on
     * @return the image
     * @throws BuildException if it cannot be done or fails; nothing is left but what the cache keeps
     * @throws IOException if the context cannot be read or the disk refuses
     * @throws InterruptedException if the thread was interrupted: that cancels the build
     */
    public Image build(BuildRequest request, ContextOrigin context, BuildListener listener)
            throws BuildException, IOException, InterruptedException {
        BuiltInArguments builtIn = BuiltInArguments.of(request.arguments());
        Path own = Files.createTempDirectory(directory, TEMPORARY);
        try (Leases.Lease lease = engine.images().builds().hold()) {
            try (Contexts read = contexts(request, builtIn, listener, own, context)) {
                return build(request, builtIn, read, listener, own, lease);
            }
        } finally {
            FileTree.remove(own);
            collect();
        }
    }

    /**
     * Asks something of a Dockerfile instead of building it.
     *
     * @param kind what
     * @param request how it would be built
     * @param context where the build's files are
     * @param listener hears how it goes on
     * @throws BuildException if the Dockerfile cannot be read
     * @throws IOException if the context cannot be read or the disk refuses
     */
    public Inquiry.Answer ask(Inquiry.Kind kind, BuildRequest request, ContextOrigin context, BuildListener listener)
            throws BuildException, IOException {
        Path own = Files.createTempDirectory(directory, TEMPORARY);
        try (Contexts read = contexts(request, BuiltInArguments.of(request.arguments()), listener, own, context)) {
            DockerfileReading reading = DockerfileReading.of(request, read);
            BaseConfigurations images = new BaseConfigurations(engine, request);
            return new Inquiry.Answer(reading.text(), switch (kind) {
                case CHECK -> new Inquiry.Checked(reading.check(images::find, read, request.platform()),
                        reading.checks().error());
                case OUTLINE -> new Inquiry.Outlined(new OutlineReader(reading.dockerfile(), reading.arguments(),
                        reading.graph()).read());
                case TARGETS -> new Inquiry.Targets(Target.of(reading.dockerfile()));
            });
        } catch (DockerfileException e) {
            throw BuildException.badRequest(e.dockerMessage());
        } finally {
            FileTree.remove(own);
        }
    }

    private static Contexts contexts(BuildRequest request, BuiltInArguments builtIn, BuildListener listener, Path own,
            ContextOrigin origin) throws BuildException, IOException {
        ContextReader reader = new ContextReader(request, builtIn, listener,
                Files.createDirectory(own.resolve("context")));
        return Contexts.read(origin, reader::read);
    }

    /** What builds that run hold stays on the disk until they end, whatever of it goes here. */
    private void collect() {
        if (!(cache.hasGrown() | caches.hasGrown())) {
            return;
        }
        try {
            Set<Digest> old = CacheLimit.beyond(entries(), limitBytes);
            if (!old.isEmpty()) {
                cache.prune(record -> old.contains(record.key()));
                caches.prune(entry -> old.contains(entry.id()));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot make the build cache smaller: " + e.getMessage());
        }
    }

    /** The cache's steps that made layers, and the directories of cache mounts, with what they take. */
    public List<CacheEntry> entries() throws IOException {
        Set<Digest> known = imageLayers();
        List<CacheEntry> entries = new ArrayList<>();
        for (CacheRecord record : cache.all()) {
            if (record.layer().isPresent() && record.chain().isPresent()) {
                boolean shared = !known.add(record.layer().get().diffId());
                entries.add(new CacheEntry(record.key(), CacheEntry.Kind.STEP, "", record.created(),
                        cache.lastUsed(record),
                        engine.images().builds().size(record.layer().get(), record.chain().get()), shared, false));
            }
        }
        entries.addAll(caches.entries());
        return entries;
    }

    private Set<Digest> imageLayers() throws IOException {
        Set<Digest> layers = new HashSet<>();
        engine.images().list().forEach(image -> layers.addAll(image.layers()));
        return layers;
    }

    private Image build(BuildRequest request, BuiltInArguments builtIn, Contexts contexts, BuildListener listener,
            Path own, Leases.Lease lease) throws BuildException, IOException, InterruptedException {
        BuildStore store = engine.images().builds();
        return new BuildRun(new BuildParts(engine, store, cache, caches, packers, request, builtIn, listener, own,
                contexts, lease)).run();
    }

    /**
     * What pruning removed.
     *
     * @param ids of cache records and cache directories
     * @param bytes given back
     */
    public record Pruned(List<String> ids, long bytes) {
    }

    /**
     * Removes steps from the cache, and directories of cache mounts that no step uses now.
     *
     * @param all whether also those steps whose layers are in an image
     * @param before only what was not used since
     * @param keptBytes how many bytes may stay; what was not used for longest goes first
     * @throws IOException if a file cannot be removed
     */
    public Pruned prune(boolean all, Optional<Instant> before, OptionalLong keptBytes) throws IOException {
        Set<Digest> used = all ? Set.of() : imageLayers();
        Optional<Set<Digest>> beyond = keptBytes.isPresent()
                ? Optional.of(CacheLimit.beyond(entries(), keptBytes.getAsLong())) : Optional.empty();
        BuildCache.Pruned pruned = cache.prune(record -> before.map(cache.lastUsed(record)::isBefore).orElse(true)
                && beyond.map(keys -> keys.contains(record.key())).orElse(true) && !isUsed(record, used));
        List<String> ids = new ArrayList<>(pruned.keys().stream().map(Digest::hex).toList());
        long bytes = pruned.bytes();
        for (CacheEntry entry : caches.prune(one -> before.map(one.lastUsed()::isBefore).orElse(true)
                && beyond.map(keys -> keys.contains(one.id())).orElse(true))) {
            ids.add(entry.id().hex());
            bytes += entry.bytes();
        }
        return new Pruned(ids, bytes);
    }

    private static boolean isUsed(CacheRecord record, Set<Digest> used) {
        return record.layer().isPresent() && used.contains(record.layer().get().diffId());
    }

    /** Ends the threads that pack layers; builds that run fail. */
    @Override
    public void close() {
        packers.shutdownNow();
    }
}
