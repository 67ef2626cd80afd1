package dev.berth.image.registry;

import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks for repositories: at Docker Hub by its index of old ({@code /v1/search}, as docker search does), at other
 * registries in their catalog and lists of tags (distribution specification, "content discovery"); those without a
 * catalog are asked as Docker Hub is.
 */
public final class RegistrySearch {

    private static final int ANSWER_LIMIT = 4 << 20;
    private static final String CATALOG = "registry:catalog:*";

    private final Access access;

    RegistrySearch(Access access) {
        this.access = access;
    }

    /**
     * A repository, or a tag of one.
     *
     * @param name with its registry where that is not Docker Hub
     * @param description what it is
     * @param stars how many like it
     * @param official whether Docker Hub curates it
     */
    public record Found(String name, String description, int stars, boolean official) {
    }

    /**
     * Looks.
     *
     * @param term a word; {@code HOST/} for all repositories of a registry, {@code HOST/REPOSITORY} for its tags, and
     *     {@code HOST/WORD} for repositories whose name contains the word
     * @param limit results at most
     * @throws RegistryFailure if the registry does not say
     */
    List<Found> search(String term, int limit) throws IOException {
        int slash = term.indexOf('/');
        String first = slash < 0 ? "" : term.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String domain = host ? LoginCheck.domain(first) : Reference.DEFAULT_DOMAIN;
        String words = host ? term.substring(slash + 1) : term;
        if (domain.equals(Reference.DEFAULT_DOMAIN)) {
            // the index is a host of its own
            try (RegistryCalls calls = new RegistryCalls(Endpoint.of("index.docker.io", access.settings()), access)) {
                return index(calls, words.startsWith("library/") ? words.substring("library/".length()) : words, "",
                        limit);
            }
        }
        try (RegistryCalls calls = new RegistryCalls(Endpoint.of(domain, access.settings()), access)) {
            return atRegistry(calls, domain + '/', words, limit);
        }
    }

    private List<Found> atRegistry(RegistryCalls calls, String prefix, String words, int limit) throws IOException {
        if (isPath(words)) {
            try {
                List<String> tags = new PagedList(calls, "repository:" + words + ":pull", prefix + words)
                        .read("/v2/" + words + "/tags/list?n=1000", "tags");
                if (!tags.isEmpty()) {
                    return plain(tags, prefix + words + ':', limit);
                }
            } catch (RegistryFailure e) {
                if (e.httpStatus() != 404) {
                    throw e;
                }
            }
        }
        List<String> names = new ArrayList<>();
        try {
            for (String name : new PagedList(calls, CATALOG, prefix).read("/v2/_catalog?n=1000", "repositories")) {
                if (name.contains(words)) {
                    names.add(name);
                }
            }
        } catch (RegistryFailure e) {
            if (e.httpStatus() != 404 || words.isEmpty()) {
                throw e;
            }
            return index(calls, words, prefix, limit);
        }
        return plain(names, prefix, limit);
    }

    private static List<Found> plain(List<String> names, String prefix, int limit) {
        List<Found> result = new ArrayList<>();
        names.sort(null);
        for (String name : names.subList(0, Math.min(limit, names.size()))) {
            result.add(new Found(prefix + name, "", 0, false));
        }
        return result;
    }

    private static boolean isPath(String words) {
        try {
            return !words.isEmpty() && Reference.parse("example.com/" + words).path().equals(words);
        } catch (IOException e) {
            return false;
        }
    }

    private List<Found> index(RegistryCalls calls, String words, String prefix, int limit) throws IOException {
        String path = "/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&n=" + limit;
        List<Found> result = new ArrayList<>();
        try (Answer answer = calls.read("GET", path, "", Map.of())) {
            calls.expect(answer, "a search", prefix + words);
            for (JsonObject found : JsonObject.read(answer.body(ANSWER_LIMIT, "the list"), "the list of repositories")
                    .objects("results")) {
                result.add(new Found(prefix + found.text("name").orElse(""), found.text("description").orElse(""),
                        found.number("star_count").orElse(0L).intValue(), found.flag("is_official")));
            }
        }
        return result.subList(0, Math.min(limit, result.size()));
    }
}
