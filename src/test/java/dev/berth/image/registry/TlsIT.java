package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.berth.image.Command;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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

    /** It answers by TLS, and leads layers to a server without. */
    @Test
    void aRedirectionToOneWithoutTlsIsRefused() throws Exception {
        server.tls();
        try (FakeRegistry plain = new FakeRegistry()) {
            plain.image(new TarBuilder().file("f", noise(1000)).build());
            HttpsServer secure = secure();
            secure.createContext("/", exchange -> {
                try (exchange) {
                    if (exchange.getRequestURI().getPath().contains("/manifests/")) {
                        exchange.getResponseHeaders().set("Content-Type", plain.manifestType);
                        FakeRegistry.send(exchange, 200, plain.manifest);
                    } else {
                        exchange.getResponseHeaders().set("Location", "http://" + plain.host()
                                + exchange.getRequestURI());
                        FakeRegistry.send(exchange, 307, new byte[0]);
                    }
                }
            });
            secure.start();
            try {
                String name = "127.0.0.1:" + secure.getAddress().getPort();
                RegistrySettings trusting = RegistrySettings.DEFAULT.withHosts(Map.of(name, host(false,
                        Optional.of(server.authority()), Optional.empty(), Optional.empty())));
                RegistryFailure refused = assertThrows(RegistryFailure.class, () -> new RegistryImages(store("one"),
                        trusting).pull(Reference.parse(name + "/app"), Optional.empty(), NOBODY, Progress.NONE));
                assertEquals("refused the registry's redirection from TLS to http://127.0.0.1", refused.getMessage());
                assertEquals(List.of(), plain.requests);
            } finally {
                secure.stop(0);
            }
        }
    }

    private HttpsServer secure() throws Exception {
        Path keys = work.resolve("keys.p12");
        Command.run("openssl", "pkcs12", "-export", "-in", server.file("server.crt").toString(), "-inkey",
                server.file("server.key").toString(), "-passout", "pass:secret", "-out", keys.toString());
        KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer result = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        result.setHttpsConfigurator(new HttpsConfigurator(context));
        return result;
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
