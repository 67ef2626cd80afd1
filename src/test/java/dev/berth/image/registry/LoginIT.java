package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Logins at a real registry with Basic authentication, and at one that gives tokens. */
class LoginIT extends RegistryCase {

    private static final Optional<Credentials> BERTH = Optional.of(new Credentials("berth", "s:cr\u00e9t"));

    @Test
    void aRealRegistryTakesTheRightOneOnly() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry and htpasswd");
        try (DistributionServer server = new DistributionServer(work.resolve("server")).user("berth", "s:cr\u00e9t")
                .start()) {
            ImageStore store = store("one");
            RegistryImages images = new RegistryImages(store, RegistrySettings.DEFAULT);
            assertEquals(Optional.empty(), images.login(server.host(), BERTH));
            assertEquals(Optional.empty(), images.login("http://" + server.host() + "/v2/", BERTH));
            RegistryFailure error = assertThrows(RegistryFailure.class, () -> images.login(server.host(),
                    Optional.of(new Credentials("berth", "wrong"))));
            assertEquals(401, error.httpStatus());
            assertEquals("login attempt to http://" + server.host() + "/v2/ failed with status: 401 Unauthorized",
                    error.getMessage());
            Reference name = Reference.parse(server.host() + "/a:1");
            Image image = image(store, gzip(new TarBuilder().file("f", "x").build()), name.toString());
            images.push(image, name, BERTH, Progress.NONE);
            // what one was let in with does not open the door for another
            assertTrue(assertThrows(RegistryFailure.class, () -> images.pull(name, Optional.empty(), NOBODY,
                    Progress.NONE)).getMessage().contains("berth login " + server.host()));
            assertEquals(image.id(), new RegistryImages(store("two"), RegistrySettings.DEFAULT).pull(name,
                    Optional.empty(), BERTH, Progress.NONE).id());
        }
    }

    @Test
    void aTokenServiceMayGiveAnIdentityToken() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.bend = (exchange, r) -> {
                String path = exchange.getRequestURI().getPath();
                if (path.equals("/token")) {
                    String query = exchange.getRequestURI().getQuery();
                    assertTrue(query.contains("offline_token=true") && query.contains("account=berth"), query);
                    assertEquals("Basic " + Base64.getEncoder().encodeToString("berth:s:cr\u00e9t".getBytes(
                            StandardCharsets.UTF_8)), exchange.getRequestHeaders().getFirst("Authorization"));
                    return json(exchange, "{\"token\":\"t1\",\"refresh_token\":\"r1\"}");
                }
                if ("Bearer t1".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    FakeRegistry.send(exchange, 200, new byte[0]);
                    return true;
                }
                return challenge(exchange, r);
            };
            assertEquals(Optional.of("r1"), new RegistryImages(store("one"), RegistrySettings.DEFAULT)
                    .login(registry.host(), BERTH));
        }
    }

    @Test
    void aTokenIsKeptForItsTimeAndNoLonger() throws IOException {
        AtomicInteger tokens = new AtomicInteger();
        AtomicInteger seconds = new AtomicInteger(300);
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.image(new TarBuilder().file("f", "x").build());
            registry.bend = (exchange, r) -> {
                if (exchange.getRequestURI().getPath().equals("/token")) {
                    tokens.incrementAndGet();
                    return json(exchange, "{\"access_token\":\"t\",\"expires_in\":" + seconds + ",\"issued_at\":\""
                            + Instant.now() + "\"}");
                }
                return exchange.getRequestHeaders().getFirst("Authorization") == null && challenge(exchange, r);
            };
            RegistryImages images = new RegistryImages(store("one"), RegistrySettings.DEFAULT);
            Reference name = Reference.parse(registry.host() + "/a:1");
            images.pull(name, Optional.empty(), BERTH, Progress.NONE);
            images.pull(name, Optional.empty(), BERTH, Progress.NONE);
            assertEquals(1, tokens.get(), "one token for both pulls");
            images.pull(name, Optional.empty(), NOBODY, Progress.NONE);
            assertEquals(2, tokens.get(), "another one for another user");
            seconds.set(1);
            Reference other = Reference.parse(registry.host() + "/b:1");
            images.look(other, BERTH);
            int before = tokens.get();
            images.look(other, BERTH);
            assertTrue(tokens.get() > before, "a token in its last seconds is not used");
        }
    }

    @Test
    void aTokenThatIsRefusedIsFetchedAnew() throws IOException {
        AtomicInteger tokens = new AtomicInteger();
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.image(new TarBuilder().file("f", "x").build());
            registry.bend = (exchange, r) -> {
                if (exchange.getRequestURI().getPath().equals("/token")) {
                    return json(exchange, "{\"token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":300}");
                }
                // each blob wants a newer token than the manifest
                String wanted = "Bearer t" + (exchange.getRequestURI().getPath().contains("/blobs/") ? 2 : 1);
                return !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization")) && challenge(exchange, r);
            };
            new RegistryImages(store("one"), RegistrySettings.DEFAULT).pull(Reference.parse(registry.host() + "/a:1"),
                    Optional.empty(), BERTH, Progress.NONE);
            assertEquals(2, tokens.get());
        }
    }

    private static boolean json(HttpExchange exchange, String text) throws IOException {
        FakeRegistry.send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static boolean challenge(HttpExchange exchange, FakeRegistry registry) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"http://" + registry.host()
                + "/token\",service=\"test\"");
        FakeRegistry.send(exchange, 401, new byte[0]);
        return true;
    }
}
