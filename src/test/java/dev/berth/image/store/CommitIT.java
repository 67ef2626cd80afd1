package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.CommitOptions;
import dev.berth.image.IdShift;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.ImageDamage;
import dev.berth.image.ImportOptions;
import dev.berth.image.NoSuchImage;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.image.TreeListing;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.TarBuilder;
import dev.berth.kernel.FileTree;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commit, diff, save and verify. */
class CommitIT {

    private static final String BASE = """
            mkdir -p etc/conf.d usr/bin var/log gone/deep keep
            echo one > etc/one; echo two > etc/conf.d/two; echo x > gone/deep/f; echo tool > usr/bin/tool
            ln usr/bin/tool usr/bin/hard; ln -s tool usr/bin/soft; chmod 4755 usr/bin/tool; echo kept > keep/f
            """;
    private static final String CHANGES = """
            echo changed >> etc/one; rm etc/conf.d/two; rm -r gone; mkdir gone; echo new > gone/n
            mkdir -p added/dir; echo a > added/dir/f; ln added/dir/f added/dir/g; ln -s f added/dir/s
            mknod added/null c 1 3; mkfifo added/pipe; chown 7:8 keep/f; chmod 700 keep
            head -c 300000 /dev/urandom > added/big; n=$(printf 'n%.0s' $(seq 180)); echo long > added/$n
            touch -d '2001-02-03 04:05:06.123456789' added/dir/f; touch -d '1960-01-01 00:00:00.25' added/big
            """;

    private Path work;
    private ImageStore store;
    private Path merged;
    private WritableLayer container;

    /** The storage driver of the store. */
    String driver() {
        return OverlayDriver.NAME;
    }

    private boolean overlay() {
        return driver().equals(OverlayDriver.NAME);
    }

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root: mounts an overlay");
        work = Files.createTempDirectory("berth-commit");
        store = ImageStore.open(work.resolve("data"), Optional.of(driver()));
        Path tree = Files.createDirectory(work.resolve("tree"));
        Command.run("bash", "-ec", "cd " + tree + "\n" + BASE + "\ntar -cf " + work.resolve("base.tar") + " .");
        try (InputStream in = Files.newInputStream(work.resolve("base.tar"))) {
            store.archives().importRootFilesystem(in, Optional.of(Reference.parse("base")), ImportOptions.NONE);
        }
        merged = Files.createDirectory(work.resolve("merged"));
        container = store.contents().layers().writable(work.resolve("container"));
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work != null) {
            store.close();
            FileTree.remove(work);
        }
    }

    @Test
    void theNewImageIsWhatTheContainerWas() throws IOException {
        Image base = store.get("base");
        List<String> expected;
        List<FileChange> changes;
        try (RootFilesystem files = store.unpacked(base)) {
            expected = change(files);
            changes = container.changes(files, Set.of("added/pipe"));
        }
        assertEquals(Set.of("DELETED /etc/conf.d/two", "MODIFIED /etc/one", "MODIFIED /gone", "ADDED /gone/n",
                "MODIFIED /keep", "MODIFIED /keep/f", "ADDED /added/dir/f"), changes.stream()
                .map(c -> c.kind() + " " + c.path()).filter(c -> !c.endsWith("/etc") && !c.endsWith("conf.d"))
                .filter(c -> !c.contains("/added") || c.endsWith("/f"))
                // an overlay's opaque directory does not say what it hides
                .filter(c -> !c.equals("DELETED /gone/deep") || overlay()).collect(Collectors.toSet()));
        assertTrue(changes.stream().noneMatch(c -> c.path().contains("pipe")));
        Image committed = store.commit(base, container, options(),
                Optional.of(Reference.parse("new:1")));
        assertEquals(2, committed.layers().size());
        long packed = store.layerSizes(committed).get(1);
        assertEquals(Optional.of("sh"), committed.history().get(1).createdBy());
        try (RootFilesystem files = store.unpacked(committed)) {
            assertEquals(String.join("\n", comparable(expected)), String.join("\n", comparable(tree(files))));
        }
        assertEquals(packed, store.layerSizes(committed).get(1), "it is as large before it is unpacked as after");
        LayerListing top = store.files(committed).get(1);
        assertTrue(top.changes().contains(new FileChange("/etc/conf.d/two", FileChange.Kind.DELETED, 0)));
        assertEquals(4 + 4 + 5 + 2, top.wastedBytes(), "etc/one, etc/conf.d/two, keep/f, gone/deep/f");
    }

    @Test
    void whatIsSavedLoadsWithTheSameDigests() throws IOException {
        Image base = store.get("base");
        store.tag(base, Reference.parse("localhost:5000/other:2"));
        Path archive = work.resolve("saved.tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            store.archives().save(List.of("base", "localhost:5000/other:2"), out);
        }
        try (ImageStore other = ImageStore.open(work.resolve("other")); InputStream in = Files.newInputStream(
                archive)) {
            Image loaded = other.archives().load(in, Progress.NONE).get(0).image();
            assertEquals(store.get("base").id(), loaded.id());
            assertEquals(base.manifest(), loaded.manifest());
            assertEquals(2, loaded.names().size());
        }
        assertThrows(NoSuchImage.class, () -> store.archives().save(List.of("base", "nothing"),
                OutputStream.nullOutputStream()));
        if (Command.exists("skopeo")) {
            String inspected = Command.run("skopeo", "inspect", "--config",
                    "docker-archive:" + archive + ":base:latest");
            assertTrue(inspected.contains(base.layers().get(0).toString()), inspected);
        }
    }

    @Test
    void anIdIsSavedWithoutNamesAndARepositoryWithAllItsTags() throws IOException {
        Image base = store.get("base");
        store.tag(base, Reference.parse("base:2"));
        store.tag(base, Reference.parse("other:3"));
        Map<String, List<String>> expected = Map.of(base.id().toString(), List.of(), "base",
                List.of("base:latest", "base:2"), "base:2", List.of("base:2"), "other", List.of("other:3"));
        for (Map.Entry<String, List<String>> one : expected.entrySet()) {
            Path archive = work.resolve("saved.tar");
            store.archives().check(List.of(one.getKey()));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
                store.archives().save(List.of(one.getKey()), out);
            }
            try (InputStream in = Files.newInputStream(archive)) {
                assertEquals(one.getValue(), store.archives().load(in, Progress.NONE).get(0).names().stream()
                        .map(Reference::familiar).toList(), one.getKey());
            }
        }
        assertThrows(NoSuchImage.class, () -> store.archives().check(List.of("base", "nothing")));
        assertThrows(NoSuchImage.class, () -> store.archives().check(List.of("other:latest")));
    }

    @Test
    void skopeoReadsTheStoreItself() throws IOException {
        assumeTrue(Command.exists("skopeo"), "needs skopeo");
        store.tag(store.get("base"), Reference.parse("localhost:5000/other:2"));
        String layout = work.resolve("data/images").toString();
        String index = Files.readString(Path.of(layout, "index.json"));
        for (String name : List.of("docker.io/library/base:latest", "localhost:5000/other:2")) {
            assertTrue(index.contains("\"io.containerd.image.name\":\"" + name + "\""), index);
            assertTrue(Command.run("skopeo", "inspect", "oci:" + layout + ":" + name)
                    .contains(store.get("base").manifest().toString()), name);
        }
        Path copy = work.resolve("copy");
        Command.run("skopeo", "copy", "oci:" + layout + ":docker.io/library/base:latest", "oci:" + copy + ":mine");
        try (Stream<Path> blobs = Files.list(copy.resolve("blobs/sha256"))) {
            String id = store.get("base").id().digest().hex();
            assertTrue(blobs.anyMatch(blob -> blob.getFileName().toString().equals(id)));
        }
        Command.run("skopeo", "copy", "oci:" + copy + ":mine", "oci:" + layout + ":docker.io/library/third:1");
        assertEquals(store.get("base").id(), store.get("third:1").id());
    }

    @Test
    void verifyFindsDamage() throws IOException {
        assertEquals(List.of(), verify());
        Path blob = work.resolve("data/images/blobs/sha256").resolve(store.get("base").layers().get(0).hex());
        byte[] bytes = Files.readAllBytes(blob);
        bytes[700] ^= 1;
        Files.write(blob, bytes);
        assertEquals(List.of("BLOB has contents with another digest [base:latest]"), verify());
        Files.delete(blob);
        assertEquals(List.of("BLOB is missing [base:latest]"), verify());
    }

    @Test
    void verifyComparesUnpackedFilesAndUnpacksThemAgain() throws IOException {
        Path one;
        try (RootFilesystem root = store.unpacked(store.get("base"))) {
            one = root.lowerDirectories().get(0).resolve("etc/one");
        }
        Files.writeString(one, "two\n");
        assertEquals(List.of("LAYER /etc/one has other contents [base:latest]"), verify());
        Files.delete(one);
        assertEquals(List.of("LAYER /etc/one is missing [base:latest]"), verify());
        assertEquals(List.of("unpacked again"), store.verify(List.of("base"), Optional.of(from -> { }), Progress.NONE)
                .stream().map(ImageDamage::repaired).toList());
        assertEquals("one\n", Files.readString(one));
        assertEquals(List.of(), verify());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "echo evil > usr/bin/evil | /usr/bin/evil is not in the layer",
        "mkdir usr/new && echo x > usr/new/f | /usr/new is not in the layer",
        "mknod usr/bin/gone c 0 0 | /usr/bin/gone is not in the layer",
        "ln -sf /etc/passwd usr/bin/soft | /usr/bin/soft points elsewhere",
        "rm usr/bin/hard && cp -p usr/bin/tool usr/bin/hard | /usr/bin/\\w+ is no longer a name of /usr/bin/\\w+",
        "chmod 4777 keep/f | /keep/f has another owner or mode",
        "rm keep/f && mkdir keep/f | /keep/f is of another type",
        "truncate -s 9 keep/f | /keep/f has 9 bytes instead of 5"})
    void verifyFindsWhatSomebodyChangedInALayer(String change, String found) throws IOException {
        Path tree;
        try (RootFilesystem root = store.unpacked(store.get("base"))) {
            tree = root.lowerDirectories().get(0);
        }
        assertEquals(List.of(), verify());
        Command.run("bash", "-ec", "cd " + tree + "\n" + change);
        List<String> damages = verify();
        assertEquals(1, damages.size(), damages::toString);
        assertTrue(damages.get(0).matches("LAYER " + found + " \\[base:latest]"), damages::toString);
        store.verify(List.of(), Optional.of(from -> { }), Progress.NONE);
        assertEquals(List.of(), verify());
        Command.run("bash", "-ec", "cd " + tree + "\n! test -e usr/bin/evil && ! test -e usr/new");
    }

    @Test
    void verifyFollowsALayersLinks() throws IOException {
        byte[] layer = new TarBuilder().directory("usr/lib").symlink("lib", "usr/lib").file("lib/f", "x")
                .symlink("usr/up", "..").file("usr/up/top", "y").build();
        store.archives().importRootFilesystem(new ByteArrayInputStream(layer), Optional.empty(), ImportOptions.NONE);
        assertEquals(List.of(), verify());
    }

    /** In a copied tree; an overlay's layer has its own files only. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "echo evil > usr/bin/evil | /usr/bin/evil is not in the layer",
        "mkdir etc/new && echo x > etc/new/f | /etc/new is not in the layer",
        "rm usr/bin/soft | /usr/bin/soft is missing",
        "cp -a usr/bin/tool t && echo lies > t && touch -r usr/bin/tool t && mv t usr/bin/tool "
            + "| /usr/bin/tool is not as in the layers below",
        "rm etc/one && echo one > etc/one | /etc/one has 4 bytes instead of 12",
        "mkdir var/log/x | /var/log/x is not in the layer"})
    void verifyFindsWhatSomebodyChangedInATree(String change, String found) throws IOException {
        assumeFalse(overlay(), "an overlay's layer has no files of those below");
        try (RootFilesystem files = store.unpacked(store.get("base"))) {
            change(files);
        }
        Image image = store.commit(store.get("base"), container, options(), Optional.of(Reference.parse("new")));
        Path tree;
        try (RootFilesystem root = store.unpacked(image)) {
            tree = root.lowerDirectories().get(0);
        }
        assertEquals(List.of(), verify());
        Command.run("bash", "-ec", "cd " + tree + "\n" + change);
        assertEquals(List.of("LAYER " + found + " [new:latest]"), verify());
        store.verify(List.of(), Optional.of(from -> { }), Progress.NONE);
        assertEquals(List.of(), verify());
    }

    @Test
    void aTreeOnADamagedOneIsDamagedToo() throws IOException {
        assumeFalse(overlay(), "an overlay's layer has no files of those below");
        try (RootFilesystem files = store.unpacked(store.get("base"))) {
            change(files);
        }
        store.unpacked(store.commit(store.get("base"), container, options(), Optional.of(Reference.parse("new"))))
                .close();
        Path tool;
        try (RootFilesystem root = store.unpacked(store.get("base"))) {
            tool = root.lowerDirectories().get(0).resolve("usr/bin/tool");
        }
        Files.writeString(tool, "evil\n");
        List<String> damages = verify();
        assertTrue(damages.get(0).matches("LAYER /usr/bin/(tool|hard) has other contents \\[base:latest, new:latest]"),
                damages::toString);
        assertEquals(List.of("LAYER has files of the damaged layer below it [new:latest]"),
                damages.subList(1, damages.size()));
        assertEquals(List.of("unpacked again", "unpacked again"), store.verify(List.of(), Optional.of(from -> { }),
                Progress.NONE).stream().map(ImageDamage::repaired).toList());
        assertEquals(List.of(), verify());
        try (RootFilesystem root = store.unpacked(store.get("new"))) {
            assertEquals("tool\n", Files.readString(root.lowerDirectories().get(0).resolve("usr/bin/tool")));
        }
    }

    @Test
    void aCommittedLayersArchiveIsMadeAgainFromItsFiles() throws IOException {
        try (RootFilesystem files = store.unpacked(store.get("base"))) {
            change(files);
        }
        Image image = store.commit(store.get("base"), container, options(),
                Optional.of(Reference.parse("new")));
        store.unpacked(image).close();
        Path blob = work.resolve("data/images/blobs/sha256").resolve(image.layers().get(1).hex());
        Files.writeString(blob, "nothing of it");
        // a copied tree does not say which of its files are the layer's
        String repaired = overlay() ? "made again from the same layer" : "";
        assertEquals(List.of(repaired), store.verify(List.of(), Optional.of(from -> { }),
                Progress.NONE).stream().map(ImageDamage::repaired).toList());
        assertEquals(overlay() ? List.of() : List.of("BLOB has contents with another digest [new:latest]"), verify());
    }

    private List<String> verify() throws IOException {
        return store.verify(List.of(), Optional.empty(), Progress.NONE).stream()
                .map(damage -> damage.kind() + " " + damage.detail() + " " + damage.images()).toList();
    }

    private static CommitOptions options() {
        return new CommitOptions(ImageConfig.empty(Platform.current()), Optional.of("me"),
                Optional.of("why"), "sh", Set.of());
    }

    /** Without what the root directory and link counts across layers have of their own. */
    private static List<String> comparable(List<String> listing) {
        return listing.stream().filter(line -> !line.startsWith(". ")).map(line -> line.replaceAll(" links=\\d+", ""))
                .toList();
    }

    /** Changes a container. Answers its files. */
    private List<String> change(RootFilesystem files) throws IOException {
        container.make(files, IdShift.NONE);
        String options = "";
        Path root = merged;
        if (container.mountable() instanceof WritableLayer.Mountable.Overlay overlay) {
            options = ",upperdir=" + overlay.upper() + ",workdir=" + overlay.work() + ",redirect_dir=off,metacopy=off";
        } else {
            root = ((WritableLayer.Mountable.Directory) container.mountable()).root();
        }
        return listing(files, options, root, "cd " + root + "\n" + CHANGES);
    }

    /** An image's files. */
    private List<String> tree(RootFilesystem files) throws IOException {
        return listing(files, "", overlay() ? merged : files.lowerDirectories().get(0),
                "true");
    }

    private List<String> listing(RootFilesystem files, String options, Path root, String script) throws IOException {
        if (!root.equals(merged)) {
            Command.run("bash", "-ec", script);
            return TreeListing.of(root);
        }
        String lowers = files.lowerDirectories().stream().map(Path::toString).collect(Collectors.joining(":"));
        Command.run("mount", "-t", "overlay", "overlay", "-o", (options.isEmpty() ? "ro," : "") + "lowerdir=" + lowers
                + options, merged.toString());
        try {
            Command.run("bash", "-ec", script);
            return TreeListing.of(merged);
        } finally {
            Command.run("umount", merged.toString());
        }
    }
}
