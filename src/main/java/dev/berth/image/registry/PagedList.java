package dev.berth.image.registry;

import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a registry's lists page by page: tags and the catalog (distribution specification, "content discovery"). */
final class PagedList {

    private static final int PAGE_LIMIT = 8 << 20;
    /** A registry that never ends its list is not listened to for longer. */
    private static final int MOST = 1_000_000;
    /** Of all names together; a million tags of the usual length have a third of it. */
    private static final int MOST_CHARACTERS = 32 << 20;

    private final RegistryCalls calls;
    private final String scope;
    private final String repository;

    PagedList(RegistryCalls calls, String scope, String repository) {
        this.calls = calls;
        this.scope = scope;
        this.repository = repository;
    }

    /**
     * Reads a list to its end.
     *
     * @param path of the first page
     * @param key of the names in each page
     */
    List<String> read(String path, String key) throws IOException {
        List<String> result = new ArrayList<>();
        long characters = 0;
        Optional<String> next = Optional.of(path);
        while (next.isPresent() && result.size() < MOST) {
            try (Answer answer = calls.read("GET", next.get(), scope, Map.of())) {
                calls.expect(answer, "the list of " + key, repository);
                List<String> page = JsonObject.read(answer.body(PAGE_LIMIT, "the list"), "the list of " + key)
                        .texts(key);
                characters += page.stream().mapToLong(String::length).sum();
                if (characters > MOST_CHARACTERS) {
                    throw new RegistryFailure("the registry's list of " + key + " has more than " + MOST_CHARACTERS
                            + " characters, which is refused", 500);
                }
                result.addAll(page);
                Optional<String> following = nextPage(answer);
                next = page.isEmpty() || following.equals(next) ? Optional.empty() : following;
            }
        }
        return result;
    }

    /** {@code Link: </v2/…>; rel="next"} (RFC 8288); only at the same host. */
    private Optional<String> nextPage(Answer answer) {
        String link = answer.header("Link").orElse("");
        int end = link.indexOf('>');
        if (!link.startsWith("<") || end < 0) {
            return Optional.empty();
        }
        URI next;
        try {
            next = answer.address().resolve(link.substring(1, end));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return calls.endpoint().owns(next) ? Optional.of(next.getRawPath()
                + (next.getRawQuery() == null ? "" : '?' + next.getRawQuery())) : Optional.empty();
    }
}
