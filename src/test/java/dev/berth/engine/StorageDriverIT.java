package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.CommitOptions;
import dev.berth.image.Image;
import dev.berth.image.ImportOptions;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.store.ImageStore;
import dev.berth.profile.Namespaces;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What containers and images do on every storage driver. */
class StorageDriverIT {

    private static final String CHANGES = "echo one > /etc/one; rm /bin/yes; busybox mkdir -p /added/deep;"
            + " echo two > /added/deep/two; busybox ln /added/deep/two /added/again; busybox chmod 700 /tmp;"
            + " busybox chown 3:4 /etc/one; dd if=/dev/zero of=/root/big bs=1000 count=50 2>/dev/null;"
            + " busybox mknod /added/pipe p; busybox chmod 4711 /added/deep/two";

    @TempDir
    Path directory;

    private EngineFixture fixture(String driver) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("storage-driver"), driver);
        return EngineFixture.fresh(directory, EngineFixture.CGROUP + driver);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void whatAContainerChangesCanBeSeenCommittedAndExported(String driver) throws Exception {
        try (EngineFixture fixture = fixture(driver)) {
            BerthEngine engine = fixture.engine();
            assertEquals(driver, engine.info().storageDriver());
            Container container = fixture.create(new ProfileBuilder(), "sh", "-c", CHANGES);
            assertEquals(0, engine.containers().writtenBytes(container.id()));
            assertEquals(0, fixture.run(container));
            assertEquals(List.of("A /added", "A /added/again", "A /added/deep", "A /added/deep/two", "A /added/pipe",
                    "C /bin", "D /bin/yes", "C /etc", "A /etc/one", "C /root", "A /root/big", "C /tmp"),
                    changes(engine, container));
            // 50 000 of big, four of one and two each; the hard link counts once
            assertEquals(50_008, engine.containers().writtenBytes(container.id()));
            assertEquals(Set.of(), missing(export(engine, container.id()), "added/deep/two", "etc/one", "bin/sh"));
            assertTrue(export(engine, container.id()).stream().noneMatch("bin/yes"::equals));

            Image base = engine.images().get("busybox");
            Image committed = engine.images().commit(base, engine.containers().written(container.id()),
                    new CommitOptions(base.config(), Optional.empty(), Optional.empty(),
                            "sh", Containers.PLACES), Optional.of(Reference.parse("changed")));
            assertEquals(2, committed.layers().size());
            Container second = engine.containers().create(new CreateRequest(Optional.empty(), Optional.empty(),
                    Optional.empty(), new ProfileBuilder().image("changed").command(List.of("sh", "-c",
                    "cat /etc/one /added/again; ls /bin/yes 2>/dev/null; busybox stat -c '%a %u:%g %h' /etc/one"
                            + " /added/deep/two; busybox stat -c %a /tmp")).build(), false, "")).container();
            assertEquals(0, fixture.run(second));
            assertEquals("one\ntwo\n644 3:4 1\n4711 0:0 2\n700\n", fixture.log(second.id()));
            assertEquals(List.of(), changes(engine, second), "where the engine mounts its own are no changes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void aContainersChangesAreItsOwnAndStayOverTheEnginesEnd(String driver) throws Exception {
        try (EngineFixture fixture = fixture(driver)) {
            Container container = fixture.create(new ProfileBuilder(), "sh", "-c",
                    "cat /etc/kept 2>/dev/null; echo kept >> /etc/kept; rm /bin/true; echo broken > /bin/true");
            assertEquals(0, fixture.run(container));
            fixture.restart();
            assertEquals(0, fixture.run(container));
            assertEquals("kept\n", fixture.log(container.id()));
            Container other = fixture.create(new ProfileBuilder(), "sh", "-c", "ls /etc/kept; true && echo whole");
            assertEquals(0, fixture.run(other));
            assertTrue(fixture.log(other.id()).contains("whole\n"), fixture.log(other.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void filesBelongToTheContainersRootInAUserNamespace(String driver) throws Exception {
        try (EngineFixture fixture = fixture(driver)) {
            ProfileBuilder profile = new ProfileBuilder().namespaces(new NamespacesBuilder()
                    .user(new Namespaces.User.Mapped(List.of(new Namespaces.IdRange(0, 700_000, 65_536)))).build());
            Container container = fixture.create(profile, "sh", "-c", "busybox stat -c '%u:%g' /bin/busybox;"
                    + " echo mine > /etc/mine && busybox chown 5:6 /etc/mine; busybox stat -c '%u:%g' /etc/mine;"
                    + " cat /proc/self/uid_map");
            assertEquals(0, fixture.run(container));
            assertEquals("0:0\n5:6\n         0     700000      65536\n", fixture.log(container.id()));
            assertEquals(List.of("C /etc", "A /etc/mine"), changes(fixture.engine(), container));
            Image base = fixture.engine().images().get("busybox");
            Image committed = fixture.engine().images().commit(base, fixture.engine().containers()
                    .written(container.id()), new CommitOptions(base.config(), Optional.empty(),
                    Optional.empty(), "sh", Containers.PLACES), Optional.empty());
            try (RootFilesystem root = fixture.engine().images().unpacked(committed)) {
                Path mine = root.lowerDirectories().get(0).resolve("etc/mine");
                assertEquals(5, Files.getAttribute(mine, "unix:uid"));
                assertEquals(6, Files.getAttribute(mine, "unix:gid"));
            }
        }
    }

    /** As all mounts are on a machine with systemd. */
    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void nothingThatAContainerMountsComesOutOfASharedMount(String driver) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounts need root");
        String here = directory.toRealPath().toString();
        call("mount", "--bind", here, here);
        try {
            call("mount", "--make-shared", here);
            try (EngineFixture fixture = fixture(driver)) {
                Container container = fixture.create(new ProfileBuilder(), "true");
                assertEquals(0, fixture.run(container));
                assertEquals(1, Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                        .filter(line -> line.split(" ")[4].startsWith(here)).count(), "mounts of the host");
            }
        } finally {
            call("umount", "--recursive", "--lazy", here);
        }
    }

    private static void call(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), String.join(" ", command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void layersOfAnImageCoverEachOther(String driver) throws Exception {
        try (ImageStore store = ImageStore.open(directory.resolve("store"), Optional.of(driver))) {
            assertEquals(driver, store.driver().name());
            store.archives().importRootFilesystem(new ByteArrayInputStream(new byte[1024]), Optional.empty(),
                    ImportOptions.NONE);
        }
        String other = driver.equals("vfs") ? "overlay2" : "vfs";
        StoreUnavailable refused = assertThrows(StoreUnavailable.class,
                () -> ImageStore.open(directory.resolve("store"), Optional.of(other)));
        assertTrue(refused.getMessage().contains("made with the storage driver " + driver), refused.getMessage());
        ImageStore.open(directory.resolve("store")).close();
    }

    @Test
    void whereNoOverlayCanBeFilesAreCopiedAndTheEngineSaysSo() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounts a file system");
        // it has no attributes, which an overlay needs for its upper directory
        Path data = Files.createDirectories(directory.resolve("data"));
        Command.run("mount", "-t", "ramfs", "ramfs", data.toString());
        try (EngineFixture fixture = EngineFixture.fresh(directory, EngineFixture.CGROUP + "ramfs")) {
            assertEquals("vfs", fixture.engine().info().storageDriver());
            Container container = fixture.create(new ProfileBuilder(), "sh", "-c", "echo one > /etc/one; cat /etc/one");
            assertEquals(0, fixture.run(container));
            assertEquals("one\n", fixture.log(container.id()));
        } finally {
            Command.run("umount", data.toString());
        }
    }

    private static List<String> changes(BerthEngine engine, Container container) throws EngineException {
        return engine.containers().changes(container.id()).stream().map(c -> "CAD".charAt(c.kind()) + " " + c.path())
                .toList();
    }

    private static Set<String> missing(List<String> names, String... wanted) {
        Set<String> result = new java.util.TreeSet<>(List.of(wanted));
        result.removeAll(names);
        return result;
    }

    private static List<String> export(BerthEngine engine, String container) throws EngineException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RootFilesystem root = engine.images().unpacked(engine.images().get("busybox"))) {
            engine.images().archives().export(engine.containers().written(container), root, out);
        }
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
