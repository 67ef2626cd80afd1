package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.berth.image.HistoryEntry;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.Reference;
import dev.berth.image.manifest.ConfigDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dockerfiles and contexts that want more than they are given. Outside lies a canary that none may touch or read. */
class BuildSecurityIT {

    /** A user of a file of users, to see whether one outside is believed. */
    private static final String SECRET = "canary:x:7:7::/:/bin/sh\n";

    @TempDir
    Path directory;
    @TempDir
    Path outside;
    private BuildFixture build;

    @BeforeEach
    void begin() throws IOException {
        build = new BuildFixture(directory);
        Files.writeString(outside.resolve("canary"), SECRET);
        Files.createFile(outside.resolve("empty"));
        Files.createDirectory(outside.resolve("dir"));
    }

    @AfterEach
    void end() throws IOException {
        assertEquals(SECRET, Files.readString(outside.resolve("canary")));
        try (Stream<Path> all = Files.list(outside)) {
            assertEquals(List.of("canary", "dir", "empty"), all.map(p -> p.getFileName().toString()).sorted().toList());
        }
        assertEquals(List.of(), build.leftovers());
        build.close();
    }

    private String outside(String dockerfile) {
        return dockerfile.replace("@OUT@", outside.toString());
    }

    @Test
    void linksInStagesLeadNowhereButIntoTheStage() throws Exception {
        build.context();
        assertThrows(BuildException.class, () -> build.build(outside("""
                FROM busybox AS evil
                RUN ln -s @OUT@ /link && ln -s ../../../../../../../..@OUT@ /climbing
                FROM busybox
                COPY --from=evil /link/canary /climbing/canary /got/
                """)));
        assertThrows(BuildException.class, () -> build.build(outside("""
                FROM busybox AS evil
                RUN ln -s @OUT@ /link
                FROM busybox
                RUN --mount=type=bind,from=evil,source=/link,target=/m cat /m/canary
                """)));
        assertFalse(build.said.output().contains(SECRET));
    }

    @Test
    void linksInTheContextLeadNowhereButIntoTheContext() throws Exception {
        build.context().link("link", outside + "/canary").link("dir", "../../../../../../.." + outside);
        for (String copy : List.of("COPY link /got", "COPY dir/canary /got", "ADD dir /got/", "COPY dir/* /got/")) {
            assertThrows(BuildException.class, () -> build.build("FROM busybox\n" + copy + "\n"), copy);
        }
        assertThrows(BuildException.class, () -> build.build(
                "FROM busybox\nRUN --mount=type=bind,source=dir,target=/m cat /m/canary\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../../../etc/hostname", "/../../etc/hostname", "a/../../../../../etc/hostname"})
    void pathsThatClimbStayInTheContext(String path) {
        build.context();
        assertThrows(BuildException.class, () -> build.build("FROM busybox\nCOPY " + path + " /got\n"));
    }

    @Test
    void aDestinationThatIsALinkStaysInTheImage() throws Exception {
        Image image = build.context().file("f", "x").build(outside("""
                FROM busybox
                RUN mkdir -p @OUT@ && ln -s @OUT@ /link
                COPY f /link/dropped
                WORKDIR /link/made
                ADD f /link/
                """));
        assertEquals("x", build.read(image, outside.toString().substring(1) + "/dropped"));
    }

    @Test
    void aDockerfileThatIsALinkIsNotReadFromOutside() {
        build.context().link("Other", outside + "/canary");
        BuildRequest request = new BuildRequest(List.of(), "Other", Optional.empty(), Map.of(), Map.of(),
                CacheUse.ALL, false, Optional.empty(), BuildRequest.Network.DEFAULT,
                dev.berth.profile.Profile.EMPTY, Map.of(), Map.of(), Map.of(), host -> Optional.empty());
        BuildException refused = assertThrows(BuildException.class, () -> build.builder.build(request,
                new ContextOrigin.Archive(new ByteArrayInputStream(build.archive())), build.said));
        assertEquals("Cannot locate specified Dockerfile: Other", refused.getMessage());
    }

    @Test
    void contextsThatClimbAreRefused() throws Exception {
        for (byte[] archive : List.of(new BuildArchive().file("../../../../.." + outside + "/dropped", "x").bytes(),
                new BuildArchive().link("l", outside.toString()).file("l/dropped", "x").bytes(),
                new BuildArchive().hardLink("h", "../../../../.." + outside + "/canary").bytes())) {
            assertThrows(ImageException.class, () -> build.builder.build(BuildFixture.request().build(),
                    new ContextOrigin.Archive(new ByteArrayInputStream(archive)), build.said));
        }
    }

    @Test
    void archivesThatClimbAreRefusedByAdd() throws Exception {
        String canary = outside + "/canary";
        for (byte[] archive : List.of(new BuildArchive().file("../../dropped", "x").bytes(),
                new BuildArchive().file("d/../../../dropped", "x").bytes(),
                new BuildArchive().link("../../dropped", "x").bytes(),
                new BuildArchive().directory("../../dropped").bytes(),
                new BuildArchive().link("l", outside.toString()).file("l/dropped", "x").bytes(),
                new BuildArchive().link("l", outside.toString()).directory("l/dropped").bytes(),
                new BuildArchive().link("l", outside.toString()).link("l/dropped", "x").bytes(),
                new BuildArchive().link("l", "../../../../../../.." + outside).file("l/dropped", "x").bytes(),
                new BuildArchive().link("l", outside.toString()).hardLink("h", "l/canary").bytes(),
                new BuildArchive().hardLink("h", canary).bytes(),
                new BuildArchive().hardLink("h", "../../../../../../.." + canary).bytes())) {
            build.context().bytes("x.tar", archive);
            assertThrows(BuildException.class, () -> build.build("FROM busybox\nADD x.tar /a/\n"));
        }
    }

    /** buildah CVE-2024-9676: the image's users are read from no pipe and no device, and from nowhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"mkfifo /etc/passwd", "ln -s @OUT@/canary /etc/passwd", "ln -s /dev/zero /etc/passwd",
        "ln -s ../../../../../../..@OUT@/canary /etc/passwd", "mkdir /etc/passwd", "ln -s passwd /etc/passwd",
        "rmdir /etc; ln -s @OUT@ /etc", "mkfifo /p; ln -s /p /etc/passwd", "ln -s /proc/self/fd/0 /etc/passwd"})
    @Timeout(60)
    void cve2024_9676_usersAreReadFromFilesOfTheImageOnly(String instead) {
        build.context();
        BuildException refused = assertThrows(BuildException.class, () -> build.build(outside(
                "FROM busybox\nRUN rm -rf /etc/passwd; " + instead + "\nUSER canary\nRUN id\n")));
        assertFalse(build.said.output().contains("uid=7"), build.said.output());
        assertTrue(refused.getMessage().contains("canary"), refused.getMessage());
    }

    /** buildah CVE-2024-11218: a stage beside swaps what another one mounts upon. */
    @Test
    void cve2024_11218_stagesSideBySideDoNotLeadEachOtherOut() throws Exception {
        StringBuilder victim = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            victim.append("RUN --mount=type=cache,id=r,target=/c --mount=type=tmpfs,target=/c/d"
                    + " cat /c/d/canary; echo x > /c/d/dropped; echo ").append(i).append('\n');
        }
        try {
            build.context().build(outside("""
                    FROM busybox AS racer
                    RUN --mount=type=cache,id=r,target=/c i=0; while [ $i -lt 2000 ]; do rm -rf /c/d; \
                        ln -s @OUT@ /c/d; rm -f /c/d; mkdir /c/d; i=$((i+1)); done
                    FROM busybox AS victim
                    """ + victim + """
                    FROM busybox
                    COPY --from=racer /etc/passwd /1
                    COPY --from=victim /etc/passwd /2
                    """));
        } catch (BuildException lost) {
            // a place that is not there when it is wanted ends the step
            assertTrue(lost.getMessage().contains("/c"), lost.getMessage());
        }
        assertFalse(build.said.output().contains(SECRET.strip()), build.said.output());
    }

    /** buildkit CVE-2026-33747: the line that names a frontend brings no program of anybody's into the build. */
    @Test
    void cve2026_33747_theSyntaxLineFetchesNothing() throws Exception {
        build.context().build("# syntax=127.0.0.1:1/evil/frontend:latest\nFROM busybox\nRUN echo mine\n");
        assertEquals("mine\n", build.said.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f..%2f..%2f..%2f..%2f..%2f..%2f..@OUT@%2fdropped", "%2e%2e", "a%2f..%2f..%2fdropped"})
    void namesOfRemoteFilesAreNoPaths(String name) throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=\"../../../../../../../.."
                    + outside + "/dropped\"");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        web.start();
        try {
            build.context();
            String url = "http://127.0.0.1:" + web.getAddress().getPort() + '/' + outside(name).replace("/", "%2f");
            try {
                Image image = build.build("FROM busybox\nRUN mkdir -p /a/b/c\nADD " + url + " /a/b/c/\n");
                for (String change : build.top(image)) {
                    String path = change.substring(2);
                    assertTrue("/a/b/c".startsWith(path) || path.startsWith("/a/b/c/"), change);
                }
            } catch (BuildException refused) {
                assertTrue(refused.getMessage().length() > 10, refused.getMessage());
            }
        } finally {
            web.stop(0);
        }
    }

    /** CVE-2024-23651, buildah CVE-2024-9675: neither the id of a cache nor what is in it names a place of the host. */
    @Test
    void cve2024_23651_cachesAreTheirOwnDirectoriesOnly() throws Exception {
        String dockerfile = outside("""
                FROM busybox
                RUN --mount=type=cache,id=../../../../../../../..@OUT@,target=/c echo dropped > /c/dropped
                RUN --mount=type=cache,id=x,target=/c ln -s @OUT@ /c/link
                RUN --mount=type=cache,id=x,target=/c,source=link ! cat /c/canary && ! cat /c/link/canary
                """);
        build.context().build(dockerfile);
        assertFalse(build.said.output().contains(SECRET));
    }

    /** CVE-2024-23652: what is removed after a step are the stubs of its mounts, not what links put in their place. */
    @Test
    void cve2024_23652_stubsAreNotRemovedThroughLinks() throws Exception {
        Image image = build.context().build(outside("""
                FROM busybox
                RUN --mount=type=tmpfs,target=/a/dir --mount=type=cache,target=/b/empty \\
                    mv /a /moved || true; ln -s @OUT@ /etc/x; ls -la /
                RUN --mount=type=tmpfs,target=/z/dir true
                """));
        assertTrue(Files.isDirectory(outside.resolve("dir")));
        assertTrue(Files.exists(outside.resolve("empty")));
        assertTrue(build.path(image, "z").isEmpty());
    }

    /** CVE-2024-23653: no step gets more privileges than the build has. */
    @Test
    void cve2024_23653_noStepIsPrivileged() throws Exception {
        build.context();
        BuildException refused = assertThrows(BuildException.class,
                () -> build.build("FROM busybox\nRUN --network=host true\n"));
        assertTrue(refused.getMessage().startsWith("granting entitlement network.host is not allowed"),
                refused.getMessage());
        assertThrows(BuildException.class, () -> build.build("FROM busybox\nRUN --security=insecure true\n"));
        build.build("FROM busybox\nRUN ls /dev; grep CapEff /proc/self/status; cat /proc/net/dev\n");
        assertTrue(build.said.output().contains("CapEff:\t00000000a80425fb"), build.said.output());
        assertFalse(build.said.output().contains("eth0"), build.said.output());
        assertFalse(build.said.output().contains("mem"), "no device of the host's memory");
    }

    /** CVE-2024-24557: what another image's history says of a step is not believed. */
    @Test
    void cve2024_24557_historyIsNoCache() throws Exception {
        Image made = build.context().file("made", "poison").build("FROM busybox\nCOPY made /made\n");
        List<HistoryEntry> history = List.of(made.history().get(0), new HistoryEntry(Optional.of(made.created()),
                Optional.of("/bin/sh -c echo good > /made"), Optional.empty(), Optional.empty(), false));
        try (var lease = build.engine.images().builds().hold()) {
            build.engine.images().builds().enter(new ConfigDocument(made.config(), made.layers(), history,
                    Optional.of(made.created()), Optional.empty(), Optional.empty()),
                    build.engine.images().layers(made), Map.of(), List.of(Reference.parse("poisoned")), lease);
        }
        Image image = build.build("FROM busybox\nRUN echo good > /made\n");
        assertEquals("good\n", build.read(image, "made"));
    }

    /** CVE-2024-21626: no working directory is one of the engine's descriptors. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 8, 9, 10, 20})
    void cve2024_21626_descriptorsAreNoWorkingDirectory(int number) throws Exception {
        build.context();
        try {
            build.build("FROM busybox\nWORKDIR /proc/self/fd/" + number + "\nRUN ls ../../../../../.. && cat"
                    + " ../../../../../../../.." + outside + "/canary; pwd\n");
            assertFalse(build.said.output().contains(SECRET));
        } catch (BuildException e) {
            assertFalse(build.said.output().contains(SECRET));
        }
    }

    /** buildah CVE-2024-1753: the source of a mount that is a link to the root is not the host's. */
    @Test
    void cve2024_1753_aMountsSourceIsNotTheHostsRoot() throws Exception {
        Image image = build.context().build("""
                FROM busybox AS evil
                RUN ln -s / /root-link && echo mine > /mine
                FROM busybox
                RUN --mount=type=bind,from=evil,source=/root-link,target=/m,rw cat /m/mine; test ! -e /m/home || false
                """);
        assertEquals("mine\n", build.said.output());
        assertEquals(1, image.layers().size());
    }

    @Test
    void theHostsEnvironmentIsNotTheSteps() throws Exception {
        build.context().build("FROM busybox\nRUN env\n");
        for (String variable : build.said.output().split("\n")) {
            assertTrue(List.of("PATH", "HOME", "PWD", "SHLVL").contains(variable.split("=")[0]), variable);
        }
    }
}
