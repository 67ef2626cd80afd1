package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What registries have: catalogs, tags, Docker Hub's kind of search, and single names. */
class SearchIT extends RegistryCase {

    private static List<String> names(RegistryImages images, String term, int limit) throws IOException {
        return images.search(term, limit, NOBODY).stream().map(RegistrySearch.Found::name).toList();
    }

    @Test
    void listsARealRegistry() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        try (DistributionServer server = new DistributionServer(work.resolve("server")).start()) {
            ImageStore store = store("one");
            RegistryImages images = new RegistryImages(store, RegistrySettings.DEFAULT);
            String host = server.host();
            Image image = image(store, gzip(new TarBuilder().file("f", "x").build()), host + "/team/app:1");
            for (String name : List.of("team/app:1", "team/app:2", "team/web:1", "tool:1")) {
                images.push(image, Reference.parse(host + '/' + name), NOBODY, Progress.NONE);
            }
            assertEquals(List.of(host + "/team/app", host + "/team/web", host + "/tool"), names(images, host + "/", 9));
            assertEquals(List.of(host + "/team/app", host + "/team/web"), names(images, host + "/", 2));
            assertEquals(List.of(host + "/team/app:1", host + "/team/app:2"), names(images, host + "/team/app", 9));
            assertEquals(List.of(host + "/team/app", host + "/team/web"), names(images, host + "/tea", 9));
            assertEquals(List.of(), names(images, host + "/nothing", 9));
            RegistryLook look = images.look(Reference.parse(host + "/tool:1"), NOBODY);
            assertEquals(image.manifest(), look.descriptor().digest());
            assertEquals(List.of(Platform.current().architecture()), look.platforms().stream()
                    .map(Platform::architecture).toList());
            assertEquals(404, assertThrows(RegistryFailure.class, () -> images.look(Reference.parse(host + "/tool:9"),
                    NOBODY)).httpStatus());
        }
    }

    @Test
    void readsACatalogPageByPage() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.bend = (exchange, r) -> {
                String query = exchange.getRequestURI().getQuery();
                if (!exchange.getRequestURI().getPath().equals("/v2/_catalog")) {
                    return false;
                }
                boolean last = query.contains("last=b");
                if (!last) {
                    exchange.getResponseHeaders().set("Link", "</v2/_catalog?n=1000&last=b>; rel=\"next\"");
                }
                FakeRegistry.send(exchange, 200, ("{\"repositories\":" + (last ? "[\"c\"]" : "[\"a\",\"b\"]") + "}")
                        .getBytes(StandardCharsets.UTF_8));
                return true;
            };
            assertEquals(List.of(registry.host() + "/a", registry.host() + "/b", registry.host() + "/c"),
                    names(new RegistryImages(store("one"), RegistrySettings.DEFAULT), registry.host() + "/", 9));
        }
    }

    @Test
    void aPageElsewhereIsNotFollowed() throws IOException {
        try (FakeRegistry registry = new FakeRegistry(); FakeRegistry other = new FakeRegistry()) {
            registry.bend = (exchange, r) -> {
                exchange.getResponseHeaders().set("Link", "<http://" + other.host() + "/v2/_catalog>; rel=\"next\"");
                FakeRegistry.send(exchange, 200, "{\"repositories\":[\"a\"]}".getBytes(StandardCharsets.UTF_8));
                return true;
            };
            assertEquals(List.of(registry.host() + "/a"), names(new RegistryImages(store("one"),
                    RegistrySettings.DEFAULT), registry.host() + "/", 9));
            assertEquals(List.of(), other.requests);
        }
    }

    @Test
    void asksARegistryWithoutCatalogAsDockerHubIsAsked() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.bend = (exchange, r) -> {
                if (!exchange.getRequestURI().getPath().equals("/v1/search")) {
                    return false;
                }
                assertTrue(exchange.getRequestURI().getQuery().startsWith("q=web&n=5"));
                FakeRegistry.send(exchange, 200, ("{\"num_results\":1,\"results\":[{\"name\":\"team/web\","
                        + "\"description\":\"A web\",\"star_count\":7,\"is_official\":true}]}")
                        .getBytes(StandardCharsets.UTF_8));
                return true;
            };
            assertEquals(List.of(new RegistrySearch.Found(registry.host() + "/team/web", "A web", 7, true)),
                    new RegistryImages(store("one"), RegistrySettings.DEFAULT).search(registry.host() + "/web", 5,
                            NOBODY));
        }
    }
}
