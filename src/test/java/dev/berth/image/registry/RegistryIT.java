package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.Image;
import dev.berth.image.ImportOptions;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real registry, the distribution project's, and skopeo as another client of it. */
class RegistryIT {

    private Path work;
    private Process server;
    private String host;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        assumeTrue(Command.exists("docker-registry"), "needs docker-registry");
        work = Files.createTempDirectory("berth-distribution");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        host = "127.0.0.1:" + port;
        Path config = Files.writeString(work.resolve("config.yml"), "version: 0.1\nlog: {level: error}\nstorage: "
                + "{filesystem: {rootdirectory: " + work.resolve("registry") + "}}\nhttp: {addr: \"" + host + "\"}\n");
        server = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true).redirectOutput(work.resolve("log").toFile()).start();
        for (int i = 0; i < 300; i++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("the registry does not answer: " + Files.readString(work.resolve("log")));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
        if (work != null) {
            try (Fd parent = Fd.open(work.getParent(), OpenFlags.DIRECTORY, 0)) {
                FileTree.remove(parent.number(), work.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void whatIsPushedIsPulledByteByByte() throws IOException {
        Reference name = Reference.parse(host + "/team/app:1");
        Image pushed;
        List<String> heard = new ArrayList<>();
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            pushed = store.archives().importRootFilesystem(new ByteArrayInputStream(new TarBuilder().file("f",
                    "x".repeat(300_000))
                    .build()), Optional.of(name), ImportOptions.NONE);
            assertEquals(pushed.manifest(), registries(store).push(pushed, name, Optional.empty(),
                    Progress.NONE));
            assertEquals(List.of(name.repository() + "@" + pushed.manifest()),
                    store.get(name.toString()).repoDigests());
            registries(store).push(pushed, Reference.parse(host + "/other/app:2"), Optional.empty(),
                    new Progress() {
                        @Override
                        public void status(String message) {
                        }

                        @Override
                        public synchronized void part(String id, String action, long current, long total) {
                            heard.add(action);
                        }
                    });
            assertEquals(List.of("1"), registries(store).tagsAt(name, Optional.empty()));
        }
        assertTrue(heard.contains("Mounted from team/app"), heard.toString());
        try (ImageStore store = ImageStore.open(work.resolve("two"))) {
            Image pulled = pull(store, name.toString());
            assertEquals(pushed.id(), pulled.id());
            assertEquals(pushed.manifest(), pulled.manifest());
            assertEquals(pulled, pull(store, name.repository() + "@" + pushed.manifest()));
            assertEquals(404, assertThrows(RegistryFailure.class, () -> pull(store, host + "/none")).httpStatus());
        }
    }

    @Test
    void skopeoSeesTheSame() throws IOException {
        assumeTrue(Command.exists("skopeo"), "needs skopeo as another client");
        Reference name = Reference.parse(host + "/app:1");
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            Image image = store.archives().importRootFilesystem(new ByteArrayInputStream(new TarBuilder().file("f",
                    "x").build()),
                    Optional.of(name), ImportOptions.NONE);
            // the store on disk is a layout that skopeo reads, and compresses on its way
            Command.run("skopeo", "copy", "--dest-tls-verify=false", "oci:" + work.resolve("one/images") + ":" + name,
                    "docker://" + host + "/by-skopeo:1");
            Image pulled = pull(store, host + "/by-skopeo:1");
            assertEquals(image.layers(), pulled.layers());
            registries(store).push(image, name, Optional.empty(),
                    Progress.NONE);
            String seen = Command.run("skopeo", "inspect", "--tls-verify=false", "docker://" + name);
            assertTrue(seen.contains(image.manifest().toString()), seen);
        }
    }

    private static RegistryImages registries(ImageStore store) {
        return new RegistryImages(store, RegistrySettings.DEFAULT);
    }

    private Image pull(ImageStore store, String name) throws IOException {
        return registries(store).pull(Reference.parse(name), Optional.empty(), Optional.empty(),
                    Progress.NONE);
    }
}
