package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real registry by TLS, whose certificate an authority of the test's own has signed. */
class TlsIT extends RegistryCase {

    private DistributionServer server;
    private int number;

    @BeforeEach
    void make() throws IOException {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry and openssl");
        server = new DistributionServer(work.resolve("server"));
    }

    @AfterEach
    void end() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    private RegistrySettings settings(RegistryHost host) {
        return RegistrySettings.DEFAULT.withHosts(Map.of(server.host(), host));
    }

    private static RegistryHost host(boolean insecure, Optional<Path> ca, Optional<Path> certificate,
            Optional<Path> key) {
        return new RegistryHost(List.of(), insecure, ca, certificate, key);
    }

    private void goesThereAndBack(RegistrySettings settings) throws IOException {
        Reference name = Reference.parse(server.host() + "/a:1");
        number++;
        ImageStore store = store("from" + number);
        Image image = image(store, gzip(new TarBuilder().file("f", noise(100_000)).build()), name.toString());
        new RegistryImages(store, settings).push(image, name, NOBODY, Progress.NONE);
        assertEquals(image.manifest(), new RegistryImages(store("to" + number), settings)
                .pull(name, Optional.empty(), NOBODY, Progress.NONE).manifest());
    }

    private String refusal(RegistrySettings settings) throws IOException {
        return assertThrows(RegistryFailure.class, () -> goesThereAndBack(settings)).getMessage();
    }

    @Test
    void anAuthorityThatIsNamedIsTrusted() throws Exception {
        server.tls().start();
        goesThereAndBack(settings(host(false, Optional.of(server.authority()), Optional.empty(), Optional.empty())));
    }

    @Test
    void anotherAuthorityIsNot() throws Exception {
        server.tls().start();
        String message = refusal(RegistrySettings.DEFAULT);
        assertTrue(message.contains("certificate"), message);
    }

    @Test
    void dockersDirectoryOfCertificatesCounts() throws Exception {
        server.tls().start();
        Path directory = Files.createDirectories(work.resolve("certs.d").resolve(server.host()));
        Files.copy(server.authority(), directory.resolve("ca.crt"));
        goesThereAndBack(new RegistrySettings(Map.of(), Proxies.NONE, work.resolve("certs.d"), 3, Compression.GZIP));
    }

    @Test
    void insecureDoesNotLookAtTheCertificate() throws Exception {
        server.tls().start();
        goesThereAndBack(settings(host(true, Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @Test
    void showsItsOwnCertificate() throws Exception {
        server.mutualTls().start();
        goesThereAndBack(settings(host(false, Optional.of(server.authority()), Optional.of(server.file("client.crt")),
                Optional.of(server.file("client.key")))));
    }

    @Test
    void aRegistryThatWantsOneGetsNone() throws Exception {
        server.mutualTls().start();
        refusal(settings(host(false, Optional.of(server.authority()), Optional.empty(), Optional.empty())));
    }

    @Test
    void aFileThatIsNoneIsNamed() throws Exception {
        server.tls().start();
        Path nothing = work.resolve("nothing.pem");
        String message = refusal(settings(host(false, Optional.of(nothing), Optional.empty(), Optional.empty())));
        assertTrue(message.contains(nothing.toString()), message);
        Files.writeString(nothing, "-----BEGIN RSA PRIVATE KEY-----");
        String other = refusal(settings(host(false, Optional.of(server.authority()),
                Optional.of(server.file("server.crt")), Optional.of(nothing))));
        assertTrue(other.contains("PKCS #8") && other.contains(nothing.toString()), other);
    }
}
