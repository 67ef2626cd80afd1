package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.store.Hashing;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images go to a real registry and come from it, with skopeo, podman and docker at the other end. */
class RoundTripIT extends RegistryCase {

    private DistributionServer server;
    private ImageStore store;
    private RegistryImages images;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        server = new DistributionServer(work.resolve("server")).start();
        store = store("one");
        images = new RegistryImages(store, RegistrySettings.DEFAULT);
    }

    @AfterEach
    void end() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    /** Pushes an image that was imported plain. */
    private Digest pushed(String name) throws IOException {
        Image image = image(store, new TarBuilder().directory("bin/").file("bin/f", noise(200_000)).build(), name);
        return images.push(image, Reference.parse(name), NOBODY, Progress.NONE);
    }

    @Test
    void skopeoCopiesByteByByte() throws Exception {
        assumeTrue(Command.exists("skopeo"), "needs skopeo");
        String name = server.host() + "/a:1";
        Digest digest = pushed(name);
        String raw = Command.run("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + name);
        assertEquals(digest, Hashing.digest(raw.getBytes(StandardCharsets.UTF_8)));
        Path layout = work.resolve("layout");
        Command.run("skopeo", "copy", "--preserve-digests", "--src-tls-verify=false", "docker://" + name,
                "oci:" + layout + ":1");
        Manifest manifest = Manifest.read(raw.getBytes(StandardCharsets.UTF_8), "");
        for (var blob : manifest.layers()) {
            assertEquals(blob.digest(), Hashing.digest(Files.readAllBytes(layout.resolve("blobs/sha256/"
                    + blob.digest().hex()))));
        }
        // and the other way: what skopeo pushes Berth pulls with the same digest
        Command.run("skopeo", "copy", "--preserve-digests", "--dest-tls-verify=false", "oci:" + layout + ":1",
                "docker://" + server.host() + "/b:1");
        Image back = new RegistryImages(store("two"), RegistrySettings.DEFAULT).pull(
                Reference.parse(server.host() + "/b@" + digest), Optional.empty(), NOBODY, Progress.NONE);
        assertEquals(digest, back.manifest());
        assertEquals(store.get(name).id(), back.id());
    }

    @Test
    void podmanPullsAndPushes() throws Exception {
        assumeTrue(Command.exists("podman"), "needs podman");
        String name = server.host() + "/a:1";
        Digest digest = pushed(name);
        String[] podman = {"podman", "--root", work.resolve("podman").toString(), "--runroot",
            work.resolve("podman-run").toString(), "--storage-driver", "vfs"};
        command(podman, "pull", "--tls-verify=false", name);
        // podman also complains about the machine at times
        String seen = command(podman, "image", "inspect", "--format", "{{.Digest}} {{.Id}}", name);
        assertTrue(seen.contains(digest + " " + store.get(name).id().toString().replace("sha256:", "")), seen);
        command(podman, "tag", name, server.host() + "/b:1");
        command(podman, "push", "--tls-verify=false", server.host() + "/b:1");
        Image back = new RegistryImages(store("two"), RegistrySettings.DEFAULT).pull(
                Reference.parse(server.host() + "/b:1"), Optional.empty(), NOBODY, Progress.NONE);
        assertEquals(store.get(name).layers(), back.layers());
        command(podman, "rmi", "-a", "-f");
    }

    @Test
    void dockerPullsAndPushes() throws Exception {
        String socket = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
        assumeTrue(Command.exists("docker") && Files.exists(Path.of(socket.replace("unix://", ""))),
                "needs docker and its daemon, at DOCKER_HOST or its usual socket");
        String name = server.host() + "/a:1";
        Digest digest = pushed(name);
        String[] docker = {"docker", "-H", socket};
        try {
            command(docker, "pull", name);
            assertEquals(store.get(name).id().toString(), command(docker, "image", "inspect", "--format", "{{.Id}}",
                    name).strip());
            assertTrue(command(docker, "image", "inspect", "--format", "{{.RepoDigests}}", name)
                    .contains(digest.toString()));
            command(docker, "tag", name, server.host() + "/b:1");
            command(docker, "push", server.host() + "/b:1");
            Image back = new RegistryImages(store("two"), RegistrySettings.DEFAULT).pull(
                    Reference.parse(server.host() + "/b:1"), Optional.empty(), NOBODY, Progress.NONE);
            assertEquals(store.get(name).id(), back.id());
            assertEquals(store.get(name).layers(), back.layers());
        } finally {
            command(docker, "rmi", "-f", name, server.host() + "/b:1");
        }
    }

    private static String command(String[] program, String... arguments) throws IOException {
        String[] whole = new String[program.length + arguments.length];
        System.arraycopy(program, 0, whole, 0, program.length);
        System.arraycopy(arguments, 0, whole, program.length, arguments.length);
        return Command.run(whole);
    }
}
