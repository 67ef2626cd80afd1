package dev.berth.build.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Berth makes of a Dockerfile is what others make of it: the whole root file system and the configuration of each
 * case of the corpus, against buildah where it is installed, and against docker's classic builder where
 * {@code BERTH_TEST_DOCKER} names a daemon's socket ({@code unix:///run/docker.sock}), where untagged images stay.
 */
@Timeout(120)
class BuildComparisonIT {

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String BASE = "localhost/berth-base:latest";
    private static final String IMAGE = "localhost/berth-corpus";

    @TempDir
    static Path directory;

    private static final Map<String, PeerBuilder> PEERS = new LinkedHashMap<>();
    private static Optional<PeerBuilder> berth = Optional.empty();

    record Comparison(BuildCase one, String peer) {
        @Override
        public String toString() {
            return one + " as " + peer;
        }
    }

    static Stream<Comparison> comparisons() throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        String only = System.getProperty("berth.corpus.only", "");
        for (BuildCase one : BuildCase.all()) {
            for (String peer : List.of("buildah", "docker")) {
                if (one.isFor(peer) && (only.isEmpty() || one.name().matches(only))) {
                    comparisons.add(new Comparison(one, peer));
                }
            }
        }
        return comparisons.stream();
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "building needs root");
        assumeTrue(Files.isExecutable(BUSYBOX), "the base image is made of /bin/busybox, which is not there");
        Path client = Path.of("target/berth").toAbsolutePath();
        assumeTrue(Files.isExecutable(client) && Files.exists(Path.of("target/berth.jar")),
                "client and jar are built by the package phase");
        Path archive = BaseImage.write(directory.resolve("base.tar"), BUSYBOX, BASE);
        if (isOnPath("buildah")) {
            Path policy = Files.writeString(directory.resolve("policy.json"),
                    "{\"default\":[{\"type\":\"insecureAcceptAnything\"}]}");
            List<String> buildah = List.of("buildah", "--root", directory + "/buildah", "--runroot",
                    directory + "/buildah-run", "--storage-driver", "vfs");
            PEERS.put("buildah", new PeerBuilder("buildah", Map.of(),
                    words(buildah, "bud", "--isolation", "chroot", "--pull-never", "--format",
                            "docker", "--identity-label=false", "--signature-policy", policy.toString()),
                    words(buildah, "pull", "--signature-policy", policy.toString(), "docker-archive:FILE"),
                    words(buildah, "push", "--signature-policy", policy.toString(), "NAME",
                            "docker-archive:FILE:NAME")));
        }
        String socket = System.getenv("BERTH_TEST_DOCKER");
        if (socket != null && isOnPath("docker")) {
            PEERS.put("docker", new PeerBuilder("docker", Map.of("DOCKER_HOST", socket, "DOCKER_BUILDKIT", "0"),
                    List.of("docker", "build", "--network", "none"), List.of("docker", "load", "-i", "FILE"),
                    List.of("docker", "save", "-o", "FILE", "NAME")));
        }
        assumeTrue(!PEERS.isEmpty(), "no other builder: neither buildah is installed nor BERTH_TEST_DOCKER set");
        PeerBuilder own = new PeerBuilder("berth", Map.of("BERTH_RUN", directory.resolve("run").toString(),
                "BERTH_DATA", directory.resolve("data").toString(), "HOME", directory.toString()),
                List.of(client.toString(), "build", "--network", "none"),
                List.of(client.toString(), "load", "-i", "FILE"),
                List.of(client.toString(), "save", "-o", "FILE", "NAME"));
        berth = Optional.of(own);
        own.load(archive);
        for (PeerBuilder peer : PEERS.values()) {
            peer.load(archive);
        }
    }

    private static List<String> words(List<String> begin, String... rest) {
        List<String> words = new ArrayList<>(begin);
        words.addAll(List.of(rest));
        return words;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    @AfterAll
    static void stop() throws Exception {
        PeerBuilder docker = PEERS.get("docker");
        if (docker != null) {
            docker.run(directory, List.of("docker", "rmi", "-f", BASE, IMAGE));
        }
        if (berth.isPresent()) {
            PeerBuilder.Outcome status = berth.get().run(directory, List.of(berth.get().build().get(0), "engine",
                    "status", "--format", "{{.Pid}}"));
            berth.get().run(directory, List.of(berth.get().build().get(0), "engine", "stop"));
            if (status.status() == 0) {
                ProcessHandle.of(Long.parseLong(status.said().strip())).ifPresent(engine -> engine.onExit().join());
            }
        }
        PEERS.clear();
        berth = Optional.empty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("comparisons")
    void makesTheSame(Comparison comparison, @TempDir Path work) throws Exception {
        PeerBuilder peer = PEERS.get(comparison.peer());
        assumeTrue(peer != null, comparison.peer() + " is not there");
        BuildCase one = comparison.one();
        PeerBuilder.Outcome theirs = build(peer, one, work);
        PeerBuilder.Outcome ours = build(berth.orElseThrow(), one, work);
        if (one.fails()) {
            assertNotEquals(0, theirs.status(), theirs.said());
            assertEquals(1, ours.status(), ours.said());
            return;
        }
        assertEquals(0, theirs.status(), theirs.said());
        assertEquals(0, ours.status(), ours.said());
        ImageTree expected = image(peer, work);
        ImageTree actual = image(berth.orElseThrow(), work);
        boolean times = !one.header().containsKey("times");
        assertEquals(String.join("\n", PeerHabits.files(peer.name(), expected.files(times))),
                String.join("\n", PeerHabits.files(peer.name(), actual.files(times))));
        assertEquals(String.join("\n", expected.configuration()), String.join("\n", actual.configuration()));
    }

    private static PeerBuilder.Outcome build(PeerBuilder builder, BuildCase one, Path work) throws Exception {
        boolean isPeer = builder != berth.orElseThrow();
        Path context = Files.createDirectory(work.resolve(builder.name()));
        one.write(context, isPeer);
        return builder.build(context, one.arguments(), IMAGE);
    }

    private static ImageTree image(PeerBuilder builder, Path work) throws Exception {
        Path archive = work.resolve(builder.name() + ".tar");
        builder.save(IMAGE, archive);
        ImageTree tree = ImageTree.read(archive, Files.createDirectory(work.resolve(builder.name() + "-image")));
        assertTrue(tree.configuration().size() > 0, "the archive of " + builder + " has no configuration");
        return tree;
    }
}
