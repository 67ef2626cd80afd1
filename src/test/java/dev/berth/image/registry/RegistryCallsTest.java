package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCallsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0,0", "3,3000", "86400,30000", "99999999999,400", "-1,400", "soon,400", "'',400",
        "'Mon, 05 Jan 2026 10:00:07 GMT',7000", "'Mon, 05 Jan 2026 09:00:00 GMT',0",
        "'Tue, 06 Jan 2026 10:00:00 GMT',30000"})
    void waitsAsLongAsTheRegistrySays(String said, long millis) {
        assertEquals(millis, RegistryCalls.waitMillis(Optional.of(said), 1, NOW));
    }

    @Test
    void waitsLongerEachTimeWhenItSaysNothing() {
        assertEquals(List.of(400L, 800L, 1600L), List.of(RegistryCalls.waitMillis(Optional.empty(), 1, NOW),
                RegistryCalls.waitMillis(Optional.empty(), 2, NOW),
                RegistryCalls.waitMillis(Optional.empty(), 3, NOW)));
    }

    @ParameterizedTest
    @CsvSource({"https://a.example,http://s:2", "http://a.example,http://p:1", "https://b.internal,",
        "https://127.0.0.1,", "http://localhost:5000,", "https://xinternal,http://s:2", "https://internal,"})
    void choosesAProxy(String target, String proxy) {
        Proxies proxies = new Proxies(Optional.of(URI.create("http://p:1")), Optional.empty(), List.of("internal"))
                .orElse(Map.of("https_proxy", "s:2", "HTTP_PROXY", "http://other:9", "NO_PROXY", "a.example"));
        assertEquals(Optional.ofNullable(proxy).map(URI::create), proxies.of(URI.create(target)));
    }

    @ParameterizedTest
    @CsvSource({"docker.io,https://registry-1.docker.io", "127.0.0.1:5000,http://127.0.0.1:5000",
        "localhost:5000,http://localhost:5000", "quay.io,https://quay.io", "plain.example:80,http://plain.example:80",
        "[::1]:5000,http://[::1]:5000", "127.0.0.2,https://127.0.0.2"})
    void findsTheEndpoint(String domain, URI base) throws Exception {
        RegistryHost plain = new RegistryHost(List.of(), true, Optional.empty(), Optional.empty(), Optional.empty());
        RegistryHost tls = new RegistryHost(List.of(), false, Optional.of(java.nio.file.Path.of("/ca")),
                Optional.empty(), Optional.empty());
        assertEquals(base, Endpoint.of(domain, RegistrySettings.DEFAULT.withHosts(Map.of("plain.example:80", plain,
                "127.0.0.2", tls))).base());
    }
}
