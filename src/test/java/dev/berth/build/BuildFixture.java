package dev.berth.build;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.BerthEngine;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.Directories;
import dev.berth.image.Image;
import dev.berth.image.ImportOptions;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarWriter;
import dev.berth.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** An engine with a builder, directories of its own and an image of busybox, for tests on the real kernel. */
final class BuildFixture implements AutoCloseable {

    static final String CGROUP = "berth-build-test-" + ProcessHandle.current().pid();
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    final Path directory;
    BerthEngine engine;
    OptionalLong cacheLimit = OptionalLong.empty();
    Builder builder;
    final Recorder said = new Recorder();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<TarEntry> entries = new ArrayList<>();

    BuildFixture(Path directory) throws IOException {
        this(directory, "overlay2");
    }

    /** With a storage driver. */
    BuildFixture(Path directory, String driver) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.exists(BUSYBOX), "needs the package busybox-static");
        this.directory = directory;
        Files.writeString(Files.createDirectories(directory.resolve("data")).resolve("storage-driver"), driver);
        open();
        engine.images().archives().importRootFilesystem(new ByteArrayInputStream(busybox()),
                Optional.of(Reference.parse("busybox")), ImportOptions.NONE);
    }

    /** Opens engine and builder on the directories as they are. */
    void open() throws IOException {
        engine = engine(directory, CGROUP);
        builder = Builder.open(engine, cacheLimit);
    }

    static BerthEngine engine(Path directory, String cgroup) throws IOException {
        return new BerthEngine(new Directories(directory.resolve("data"), directory.resolve("run")), cgroup,
                CreateRequest::flags);
    }

    void restart() throws IOException {
        builder.close();
        engine.close();
        open();
    }

    /** Begins a new context. */
    BuildFixture context() {
        files.clear();
        entries.clear();
        return this;
    }

    /** Adds a file to the context. */
    BuildFixture file(String name, String content) {
        return file(name, 0644, content);
    }

    BuildFixture file(String name, int mode, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return entry(new TarEntry(TarEntry.Type.FILE, name, "", mode, 0, 0, bytes.length, 1_000_000_000L, 0, 0, 0,
                Map.of(), new long[0]), bytes);
    }

    BuildFixture bytes(String name, byte[] bytes) {
        return entry(new TarEntry(TarEntry.Type.FILE, name, "", 0644, 0, 0, bytes.length, 1_000_000_000L, 0, 0, 0,
                Map.of(), new long[0]), bytes);
    }

    BuildFixture program(String name, byte[] bytes) {
        return entry(new TarEntry(TarEntry.Type.FILE, name, "", 0755, 0, 0, bytes.length, 1_000_000_000L, 0, 0, 0,
                Map.of(), new long[0]), bytes);
    }

    BuildFixture link(String name, String target) {
        return entry(new TarEntry(TarEntry.Type.SYMLINK, name, target, 0777, 0, 0, 0, 1_000_000_000L, 0, 0, 0,
                Map.of(), new long[0]), new byte[0]);
    }

    BuildFixture entry(TarEntry entry, byte[] content) {
        entries.add(entry);
        files.put(entry.name(), content);
        return this;
    }

    /** The context as an archive. */
    byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(bytes);
        for (TarEntry entry : entries) {
            tar.begin(entry);
            byte[] content = files.get(entry.name());
            tar.data(content, content.length);
            tar.pad(content.length);
        }
        tar.finish();
        return bytes.toByteArray();
    }

    /** A request without anything special. */
    static Request request() {
        return new Request();
    }

    /** Collects a request. */
    static final class Request {
        List<Reference> tags = List.of();
        Optional<String> target = Optional.empty();
        Map<String, String> arguments = Map.of();
        Map<String, String> labels = Map.of();
        boolean noCache;
        boolean pull;
        Optional<Platform> platform = Optional.empty();
        Profile limits = Profile.EMPTY;
        Map<String, String> annotations = Map.of();
        List<String> withoutStages = List.of();
        List<String> cacheFrom = List.of();
        BuildRequest.Network network = BuildRequest.Network.DEFAULT;
        Map<String, byte[]> secrets = Map.of();
        Map<String, Path> sockets = Map.of();

        BuildRequest build() {
            return new BuildRequest(tags, "Dockerfile", target, arguments, labels,
                    new CacheUse(noCache, withoutStages, cacheFrom), pull, platform, network, limits, annotations,
                    secrets, sockets, host -> Optional.empty());
        }
    }

    /** Builds the context with a Dockerfile. */
    Image build(String dockerfile) throws BuildException, IOException, InterruptedException {
        return build(request(), dockerfile);
    }

    Image build(Request request, String dockerfile) throws BuildException, IOException, InterruptedException {
        said.clear();
        file("Dockerfile", dockerfile);
        try {
            return builder.build(request.build(), new ContextOrigin.Archive(new ByteArrayInputStream(archive())), said);
        } finally {
            entries.remove(entries.size() - 1);
        }
    }

    /** What the topmost layer changed: kind and path. */
    List<String> top(Image image) throws IOException {
        var layers = engine.images().files(image);
        List<String> result = new ArrayList<>();
        for (FileChange change : layers.get(layers.size() - 1).changes()) {
            result.add(change.kind().name().charAt(0) + " " + change.path());
        }
        return result;
    }

    /** The path of a file of an image, by its layers; nothing if none has it. */
    Optional<Path> path(Image image, String name) throws IOException {
        try (var root = engine.images().unpacked(image)) {
            for (Path lower : root.lowerDirectories()) {
                Path file = lower.resolve(name);
                if (Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    String read(Image image, String name) throws IOException {
        return Files.readString(path(image, name).orElseThrow(() -> new IOException("no " + name)));
    }

    /** What builds leave besides the cache and images. */
    List<String> leftovers() throws IOException {
        List<String> left = new ArrayList<>();
        for (String part : List.of("build", "layers", "trees", "steps")) {
            Path place = directory.resolve("data").resolve(part);
            if (Files.isDirectory(place)) {
                try (Stream<Path> all = Files.list(place)) {
                    all.map(path -> part + "/" + path.getFileName()).filter(name -> name.contains("tmp-")
                            || part.equals("steps")).forEach(left::add);
                }
            }
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            if (line.contains(directory.toString())) {
                left.add(line);
            }
        }
        return left;
    }

    private static byte[] busybox() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(bytes);
        for (String name : List.of("bin/", "etc/", "tmp/", "root/")) {
            tar.begin(new TarEntry(TarEntry.Type.DIRECTORY, name, "", name.equals("tmp/") ? 01777 : 0755, 0, 0, 0, 1, 0,
                    0, 0, Map.of(), new long[0]));
        }
        byte[] program = Files.readAllBytes(BUSYBOX);
        tar.begin(new TarEntry(TarEntry.Type.FILE, "bin/busybox", "", 0755, 0, 0, program.length, 1, 0, 0, 0, Map.of(),
                new long[0]));
        tar.data(program, program.length);
        tar.pad(program.length);
        for (String name : List.of("sh", "true", "false", "cat", "echo", "sleep", "id", "ls", "test", "touch", "rm",
                "mkdir", "ln", "stat", "mv", "chmod", "chown", "env", "grep", "readlink", "find", "pwd", "rmdir")) {
            tar.begin(new TarEntry(TarEntry.Type.SYMLINK, "bin/" + name, "busybox", 0777, 0, 0, 0, 1, 0, 0, 0, Map.of(),
                    new long[0]));
        }
        tar.file("etc/passwd", "root:x:0:0::/root:/bin/sh\napp:x:1234:1234::/home/app:/bin/sh\n"
                .getBytes(StandardCharsets.UTF_8));
        tar.file("etc/group", "root:x:0:\napp:x:1234:\nstaff:x:50:\n".getBytes(StandardCharsets.UTF_8));
        tar.finish();
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        builder.close();
        engine.close();
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            for (Path hierarchy : hierarchies.filter(h -> Files.isDirectory(h.resolve(CGROUP))).toList()) {
                hierarchy.resolve(CGROUP).toFile().delete();
            }
        }
    }
}
