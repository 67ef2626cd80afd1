package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.RegistryConfiguration;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import dev.berth.profile.toml.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries behind a proxy that really proxies, as the configuration says and as the environment does. */
class ProxyIT extends RegistryCase {

    /** No name of the machine's or anybody's: only the proxy knows where it is (RFC 6761). */
    private static final String PLAIN = "plain.invalid:5000";
    private static final String SECURE = DistributionServer.NAME;

    private FakeRegistry registry;
    private DistributionServer server;
    private SmallProxy proxy;

    @BeforeEach
    void serve() throws IOException {
        registry = new FakeRegistry();
        registry.image(new TarBuilder().file("f", noise(100_000)).build());
        proxy = new SmallProxy(registry.host());
    }

    @AfterEach
    void stop() throws Exception {
        if (registry != null) {
            registry.close();
            proxy.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private RegistrySettings settings(String toml, Map<String, String> environment) throws IOException {
        return RegistryConfiguration.of(ConfigurationReader.read(Files.writeString(work.resolve("berth.toml"), toml)),
                environment);
    }

    private Image pull(RegistrySettings settings, String name) throws IOException {
        return new RegistryImages(store("s" + System.nanoTime()), settings).pull(Reference.parse(name),
                Optional.empty(), NOBODY, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration", "HTTP_PROXY", "http_proxy"})
    void plainRequestsGoThroughTheProxy(String by) throws IOException {
        String toml = "[[registries]]\nname = \"" + PLAIN + "\"\ninsecure = true\n";
        RegistrySettings settings = by.equals("configuration")
                ? settings("[proxy]\nhttp = \"" + proxy.address().replace("//", "//me:secret@") + "\"\n" + toml,
                        Map.of())
                : settings(toml, Map.of(by, proxy.address()));
        assertEquals(100_000, pull(settings, PLAIN + "/app").sizeBytes());
        assertTrue(proxy.requests.contains("GET http://" + PLAIN + "/v2/app/manifests/latest"),
                proxy.requests.toString());
        assertEquals(by.equals("configuration"), proxy.heads.get(0).contains("Proxy-Authorization: Basic "));
        assertFalse(registry.requests.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration", "HTTPS_PROXY", "https_proxy"})
    void tlsGoesThroughATunnelAndIsChecked(String by) throws Exception {
        secure();
        String toml = "[[registries]]\nname = \"" + SECURE + "\"\nca = \"" + server.authority() + "\"\n";
        RegistrySettings settings = by.equals("configuration")
                ? settings("[proxy]\nhttps = \"" + proxy.address() + "\"\n" + toml, Map.of())
                : settings(toml, Map.of(by, proxy.address()));
        Reference name = Reference.parse(SECURE + "/app:1");
        ImageStore from = store("from");
        Image image = image(from, new TarBuilder().file("f", noise(100_000)).build(), name.toString());
        new RegistryImages(from, settings).push(image, name, NOBODY, Progress.NONE);
        assertEquals(image.id(), pull(settings, name.toString()).id());
        assertEquals(List.of("CONNECT " + SECURE + ":443"), proxy.requests.stream().distinct().toList());
        // the tunnel's other end has to show whom it is
        RegistryFailure wrong = assertThrows(RegistryFailure.class, () -> pull(settings("[proxy]\nhttps = \""
                + proxy.address() + "\"\n" + toml.replace(SECURE, "other.invalid"), Map.of()), "other.invalid/app:1"));
        assertTrue(wrong.getMessage().contains("certificate"), wrong.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_PROXY=plain.invalid", "no_proxy=other, .invalid", "NO_PROXY=*", "configuration"})
    void hostsWithoutProxyAreReachedDirectly(String by) throws IOException {
        String toml = "[[registries]]\nname = \"" + PLAIN + "\"\ninsecure = true\n";
        Map<String, String> environment = new HashMap<>(Map.of("HTTP_PROXY", proxy.address()));
        if (by.equals("configuration")) {
            toml = "[proxy]\nnone = [\"invalid\"]\n" + toml;
        } else {
            environment.put(by.split("=")[0], by.split("=")[1]);
        }
        RegistrySettings settings = settings(toml, environment);
        assertTrue(assertThrows(RegistryFailure.class, () -> pull(settings, PLAIN + "/app")).getMessage()
                .contains("plain.invalid"));
        assertEquals(List.of(), proxy.requests);
    }

    @Test
    void loopbackNeedsNoProxy() throws IOException {
        assertEquals(100_000, pull(settings("", Map.of("HTTP_PROXY", proxy.address(), "HTTPS_PROXY", proxy.address())),
                registry.host() + "/app").sizeBytes());
        assertEquals(List.of(), proxy.requests);
    }

    @Test
    void aProxyThatRefusesIsNamed() throws IOException {
        proxy.refusal = "407 Proxy Authentication Required";
        RegistrySettings settings = settings("[proxy]\nhttps = \"" + proxy.address() + "\"\n", Map.of());
        String message = assertThrows(RegistryFailure.class, () -> pull(settings, SECURE + "/app")).getMessage();
        assertTrue(message.contains("the proxy 127.0.0.1 does not lead to " + SECURE + ":443: 407"), message);
    }

    private void secure() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry and openssl");
        server = new DistributionServer(work.resolve("server")).tls().start();
        proxy.close();
        proxy = new SmallProxy(server.host());
    }
}
