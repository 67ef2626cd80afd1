package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.ImageConfig;
import dev.berth.image.ImportOptions;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.profile.Mount;
import dev.berth.profile.Namespaces.User;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Volumes are filled from the image when they are new, and go with the container that they were made for. */
@Timeout(120)
class EngineVolumeIT {

    private static final String IMAGE = "filled";

    @TempDir
    Path directory;

    private EngineFixture engine;

    @BeforeEach
    void start() throws Exception {
        engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-volume");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            directory(tar, "data/", 0750, 33);
            file(tar, "data/own", 04711, 34);
            directory(tar, "data/sub/", 01777, 35);
            link(tar, "data/sub/hard", TarConstants.LF_LINK, "data/own");
            link(tar, "data/link", TarConstants.LF_SYMLINK, "/etc/passwd");
            link(tar, "outside", TarConstants.LF_SYMLINK, "../../../.." + Files.createDirectory(
                    directory.resolve("host")));
        }
        Files.writeString(directory.resolve("host/secret"), "of the host");
        engine.engine().images().archives().importRootFilesystem(new ByteArrayInputStream(bytes.toByteArray()),
                Optional.of(Reference.parse(IMAGE)), new ImportOptions(new ImageConfig(Optional.empty(), List.of(),
                        List.of(), List.of(), Optional.empty(), Map.of(), Set.of(), Set.of("/data"), Optional.empty(),
                        Optional.empty(), Optional.empty(), List.of(), Platform.current()), Optional.empty()));
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private static void directory(TarArchiveOutputStream tar, String name, int mode, int owner) throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(owner, owner);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, int mode, int owner) throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(owner, owner);
        entry.setSize(4);
        tar.putArchiveEntry(entry);
        tar.write("text".getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, byte type, String to) throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static Mount volume(String name, String target, String... options) {
        return new Mount(Mount.Type.VOLUME, name.isEmpty() ? Optional.empty() : Optional.of(name), target, false,
                Optional.empty(), Optional.empty(), true, OptionalLong.empty(), OptionalInt.empty(),
                List.of(options));
    }

    private Container create(ProfileBuilder profile) throws EngineException {
        return engine.engine().containers().create(new CreateRequest(Optional.empty(), Optional.empty(),
                Optional.empty(), profile.image(IMAGE).command(List.of("x")).build(), false, "")).container();
    }

    private Path path(String volume) throws EngineException {
        return engine.engine().volumes().get(volume).path();
    }

    @Test
    void aNewVolumeGetsTheImagesFiles() throws Exception {
        create(new ProfileBuilder().mount(volume("named", "/data")));
        Path volume = path("named");
        assertEquals("text", Files.readString(volume.resolve("own")));
        assertEquals(0104711, Files.getAttribute(volume.resolve("own"), "unix:mode"));
        assertEquals(34, Files.getAttribute(volume.resolve("own"), "unix:uid"));
        assertEquals(2, Files.getAttribute(volume.resolve("own"), "unix:nlink"));
        assertEquals("/etc/passwd", Files.readSymbolicLink(volume.resolve("link")).toString());
        assertEquals(041777, Files.getAttribute(volume.resolve("sub"), "unix:mode"));
        assertEquals(040750, Files.getAttribute(volume, "unix:mode"));
        assertEquals(33, Files.getAttribute(volume, "unix:gid"));
    }

    @Test
    void oneThatHasFilesKeepsThem() throws Exception {
        engine.engine().volumes().create(Optional.of("used"), java.util.Map.of());
        Files.writeString(path("used").resolve("mine"), "");
        create(new ProfileBuilder().mount(volume("used", "/data")));
        assertEquals(List.of("mine"), List.of(path("used").toFile().list()));
    }

    @Test
    void nocopyLeavesItEmpty() throws Exception {
        create(new ProfileBuilder().mount(volume("bare", "/data", "nocopy")));
        assertEquals(0, path("bare").toFile().list().length);
    }

    @Test
    void ownersFollowTheUserNamespace() throws Exception {
        create(new ProfileBuilder().namespaces(new NamespacesBuilder().user(new User.Auto()).build())
                .mount(volume("mapped", "/data")));
        int owner = (int) Files.getAttribute(path("mapped"), "unix:uid");
        assertTrue(owner > 33 && (owner - 33) % 65536 == 0, "owner " + owner);
    }

    @Test
    void aLinkOfTheImageLeadsNowhere() throws Exception {
        create(new ProfileBuilder().mount(volume("tricked", "/outside")));
        assertEquals(0, path("tricked").toFile().list().length);
    }

    @Test
    void anonymousOnesGoWithTheirContainer() throws Exception {
        Container container = create(new ProfileBuilder());
        String anonymous = container.mounts().get(0).name();
        assertEquals("text", Files.readString(path(anonymous).resolve("own")));
        Container sharing = create(new ProfileBuilder().mount(volume(anonymous, "/data")));
        EngineException used = assertThrows(EngineException.class,
                () -> engine.engine().volumes().remove(anonymous, false));
        assertTrue(used.getMessage().startsWith("remove " + anonymous + ": volume is in use - ["), used.getMessage());
        engine.engine().containers().remove(container.id(), false, true);
        assertEquals("text", Files.readString(path(anonymous).resolve("own")), "it is in use");
        engine.engine().containers().remove(sharing.id(), false, true);
        assertEquals(anonymous, engine.engine().volumes().get(anonymous).name(), "it was named to this one");
        Container again = create(new ProfileBuilder());
        engine.engine().containers().remove(again.id(), false, true);
        assertThrows(EngineException.class, () -> path(again.mounts().get(0).name()));
    }

    private Container heir(String... from) throws EngineException {
        return engine.engine().containers().create(new CreateRequest(Optional.empty(), Optional.empty(),
                Optional.empty(), new ProfileBuilder().image(IMAGE).command(List.of("x")).build(), false, "",
                List.of(from))).container();
    }

    @Test
    void volumesOfOthersAreSharedAndGoWithTheLast() throws Exception {
        Container giver = create(new ProfileBuilder().mount(volume("named", "/named")));
        String anonymous = giver.mounts().stream().filter(m -> m.destination().equals("/data")).findFirst()
                .orElseThrow().name();
        Container heir = heir(giver.name() + ":ro");
        assertEquals(List.of("/data " + anonymous + " false", "/named named false"), heir.mounts().stream()
                .map(m -> m.destination() + " " + m.name() + " " + m.writable()).sorted().toList());
        engine.engine().containers().remove(giver.id(), false, true);
        assertEquals("text", Files.readString(path(anonymous).resolve("own")));
        engine.engine().containers().remove(heir.id(), false, true);
        assertThrows(EngineException.class, () -> path(anonymous));
        assertTrue(Files.exists(path("named")));
    }

    @Test
    void modesAndContainersThatAreNoneAreRefused() throws Exception {
        Container giver = create(new ProfileBuilder());
        assertEquals("invalid mode: nocopy",
                assertThrows(EngineException.class, () -> heir(giver.id() + ":nocopy")).getMessage());
        EngineException none = assertThrows(EngineException.class, () -> heir("nosuch"));
        assertEquals("No such container: nosuch", none.getMessage());
        assertEquals(EngineException.Kind.BAD_PARAMETER, none.kind());
    }
}
