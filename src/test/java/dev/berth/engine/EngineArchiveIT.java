package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.Mount;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.Namespaces.User;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.SecurityBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copying files into and out of containers that run and that do not; the names of entries are those of dockerd. */
@Timeout(120)
class EngineArchiveIT {

    private static final String SCENE = "mkdir -p /a/b; echo hi >/a/f; chmod 4755 /a/f; ln -s f /a/l; ln -s /a/b /a/ld;"
            + " ln -s /nope /a/dangling; echo in >/a/b/x; ";

    @TempDir
    Path directory;

    private EngineFixture engine;
    private Archives archives;

    @BeforeEach
    void start() throws Exception {
        engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-archive");
        archives = engine.engine().archives();
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    /** A container in which the scene is set; the last command decides whether it goes on running. */
    private Container scene(boolean running, ProfileBuilder profile) throws Exception {
        Container container = engine.create(profile.init(true), "sh", "-c", SCENE + "echo set; "
                + (running ? "sleep 1000" : "true"));
        if (!running) {
            assertEquals(0, engine.run(container), engine.log(container.id()));
            return container;
        }
        try (Attachment attachment = engine.engine().containers().attach(container.id(), Optional.empty())) {
            engine.engine().containers().start(container.id());
            assertTrue(attachment.output().next().isPresent());
        }
        return container;
    }

    private List<String> entries(String container, String path) throws Exception {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = tar(container, path)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName() + (entry.getLinkName().isEmpty() ? "" : "->" + entry.getLinkName()));
            }
        }
        return names;
    }

    private TarArchiveInputStream tar(String container, String path) throws EngineException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Archives.Source source = archives.open(container, path)) {
            source.writeTo(bytes);
        }
        return new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private String content(String container, String path) throws Exception {
        try (TarArchiveInputStream tar = tar(container, path)) {
            tar.getNextEntry();
            return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** An archive of one entry; what begins with a slash in the text is a symbolic link's target. */
    private static InputStream archive(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                String text = namesAndTexts[i + 1];
                TarArchiveEntry entry = text.startsWith("->")
                        ? new TarArchiveEntry(namesAndTexts[i], TarConstants.LF_SYMLINK)
                        : new TarArchiveEntry(namesAndTexts[i], true);
                byte[] data = text.startsWith("->") ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
                if (text.startsWith("->")) {
                    entry.setLinkName(text.substring(2));
                }
                entry.setSize(data.length);
                entry.setIds(7, 8);
                entry.setMode(namesAndTexts[i].endsWith("/") ? 0750 : 0640);
                tar.putArchiveEntry(entry);
                tar.write(data);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private void put(String container, String path, String... namesAndTexts) throws Exception {
        archives.unpack(container, path, archive(namesAndTexts), new Archives.Unpacking(true, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesEntriesAsDockerDoes(boolean running) throws Exception {
        String id = scene(running, new ProfileBuilder()).id();
        List<String> all = List.of("a/", "a/b/", "a/b/x", "a/dangling->/nope", "a/f", "a/l->f", "a/ld->/a/b");
        assertEquals(all, entries(id, "/a"));
        assertEquals(all, entries(id, "a/"));
        assertEquals(all, entries(id, "../a"));
        assertEquals(List.of("./", "./x"), entries(id, "/a/b/."));
        assertEquals(List.of("ld->/a/b"), entries(id, "/a/ld"));
        assertEquals(List.of("ld/", "ld/x"), entries(id, "/a/ld/"));
        assertEquals("/", entries(id, "/").get(0));
        assertTrue(entries(id, "/").contains("/a/b/x"));
        assertEquals(List.of("proc/"), entries(id, "/proc"));
        assertEquals("in\n", content(id, "/a/ld/x"));
        assertTrue(content(id, "/etc/hosts").contains("localhost"));
    }

    @ParameterizedTest
    @CsvSource({"/a/f,f,4000755,3,''", "/a/ld,ld,777,4,/a/b", "/a/dangling,dangling,777,5,/nope", "/a/b/.,.,755,-1,''",
        "/,/,755,-1,''"})
    void tellsWhatIsThere(String path, String name, String mode, long size, String target) throws Exception {
        try (Archives.Source source = archives.open(scene(true, new ProfileBuilder()).id(), path)) {
            assertEquals(name, source.stat().name());
            assertEquals(Integer.parseInt(mode.substring(Math.max(0, mode.length() - 4)), 8) % 01000,
                    source.stat().mode() & 0777);
            assertEquals(mode.startsWith("4"), (source.stat().mode() & 04000) != 0);
            assertEquals(target, source.stat().linkTarget());
            if (size >= 0) {
                assertEquals(size, source.stat().size());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/nope,NOT_FOUND", "/a/dangling/,NOT_FOUND", "/a/f/,BAD_PARAMETER", "/a/f/.,BAD_PARAMETER",
        "/proc/cpuinfo,NOT_FOUND", "/proc/1/root/a,NOT_FOUND", "/dev/null,NOT_FOUND"})
    void refusesWhatIsNotThere(String path, EngineException.Kind kind) throws Exception {
        String id = scene(true, new ProfileBuilder()).id();
        EngineException refused = assertThrows(EngineException.class, () -> archives.open(id, path));
        assertEquals(kind, refused.kind(), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unpacksWithOwnerAndMode(boolean running) throws Exception {
        String id = scene(running, new ProfileBuilder()).id();
        put(id, "/a/ld", "d/", "", "d/one", "1", "deep/er/two", "22", "x", "new", "link", "->/a/f");
        assertEquals(List.of("b/", "b/d/", "b/d/one", "b/deep/", "b/deep/er/", "b/deep/er/two", "b/link->/a/f", "b/x"),
                entries(id, "/a/b"));
        assertEquals("new", content(id, "/a/b/x"));
        try (TarArchiveInputStream tar = tar(id, "/a/b/d")) {
            TarArchiveEntry entry = tar.getNextEntry();
            assertEquals(0750, entry.getMode() & 07777);
            assertEquals(7, entry.getLongUserId());
            entry = tar.getNextEntry();
            assertEquals(0640, entry.getMode() & 07777);
            assertEquals(8, entry.getLongGroupId());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reachesVolumesAndBinds(boolean running) throws Exception {
        Path bound = Files.createDirectory(directory.resolve("bound"));
        Files.writeString(bound.resolve("mine"), "host");
        ProfileBuilder profile = new ProfileBuilder()
                .mount(mount(Mount.Type.VOLUME, "archived", "/vol", false))
                .mount(mount(Mount.Type.BIND, bound.toString(), "/bound", true));
        String id = scene(running, profile).id();
        put(id, "/vol", "kept", "in the volume");
        assertEquals("in the volume",
                Files.readString(engine.engine().volumes().get("archived").path().resolve("kept")));
        assertEquals("host", content(id, "/bound/mine"));
        assertTrue(entries(id, "/").contains("/vol/kept"));
        EngineException refused = assertThrows(EngineException.class, () -> put(id, "/bound", "more", "x"));
        assertEquals("mounted volume is marked read-only", refused.getMessage());
        assertFalse(Files.exists(bound.resolve("more")));
    }

    private static Mount mount(Mount.Type type, String source, String target, boolean readOnly) {
        return new Mount(type, Optional.of(source), target, readOnly, Optional.empty(), Optional.empty(), true,
                OptionalLong.empty(), OptionalInt.empty(), List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsOwnersOfAUserNamespace(boolean running) throws Exception {
        String id = scene(running, new ProfileBuilder().namespaces(new NamespacesBuilder().user(new User.Auto())
                .build()).mount(mount(Mount.Type.VOLUME, "mapped", "/vol", false))).id();
        put(id, "/a", "file", "text");
        put(id, "/vol", "file", "text");
        for (String path : List.of("/a/file", "/vol/file")) {
            try (TarArchiveInputStream tar = tar(id, path)) {
                assertEquals(7, tar.getNextEntry().getLongUserId(), path);
            }
        }
        try (TarArchiveInputStream tar = tar(id, "/a/f")) {
            assertEquals(0, tar.getNextEntry().getLongUserId());
        }
    }

    @Test
    void refusesAReadOnlyRoot() throws Exception {
        Container container = engine.create(new ProfileBuilder().init(true)
                .security(new SecurityBuilder().readOnly(true).build()), "sleep", "1000");
        engine.engine().containers().start(container.id());
        EngineException refused = assertThrows(EngineException.class, () -> put(container.id(), "/tmp", "x", "x"));
        assertEquals(EngineException.Kind.FORBIDDEN, refused.kind());
        assertEquals("container rootfs is marked read-only", refused.getMessage());
    }

    @Test
    void refusesWhatDoesNotFit() throws Exception {
        String id = scene(true, new ProfileBuilder()).id();
        assertEquals("extraction point is not a directory",
                assertThrows(EngineException.class, () -> put(id, "/a/f", "x", "x")).getMessage());
        assertTrue(assertThrows(EngineException.class, () -> put(id, "/a", "b", "a file")).getMessage()
                .startsWith("cannot overwrite directory \"/a/b\" with non-directory"));
        assertTrue(assertThrows(EngineException.class, () -> put(id, "/a", "f/", "")).getMessage()
                .startsWith("cannot overwrite non-directory \"/a/f\" with directory"));
        assertEquals("\"../../x\" is outside of \"/a\"",
                assertThrows(EngineException.class, () -> put(id, "/a", "../../x", "x")).getMessage());
        byte[] noise = "no archive at all ".repeat(60).getBytes(StandardCharsets.UTF_8);
        assertThrows(EngineException.class, () -> archives.unpack(id, "/a",
                new ByteArrayInputStream(noise), new Archives.Unpacking(true, false)));
    }
}
