package dev.berth.client;

import dev.berth.http.Headers;
import dev.berth.http.Query;
import java.io.InputStream;
import java.util.Optional;

/**
 * A request to be sent.
 *
 * @param method for example {@code GET}
 * @param path path without the version, for example {@code /containers/json}
 * @param query parameters
 * @param headers headers besides those of the body
 * @param json the body as JSON
 * @param archive the body as a tar archive, sent in chunks
 */
record Call(String method, String path, Query query, Headers headers, Optional<byte[]> json,
        Optional<InputStream> archive) {

    static Call of(String method, String path, Query query) {
        return new Call(method, path, query, new Headers(), Optional.empty(), Optional.empty());
    }

    static Call get(String path, Query query) {
        return of("GET", path, query);
    }

    static Call post(String path, Query query) {
        return of("POST", path, query);
    }

    Call json(byte[] body) {
        return new Call(method, path, query, headers, Optional.of(body), archive);
    }

    Call archive(InputStream body) {
        return new Call(method, path, query, headers, json, Optional.of(body));
    }

    Call header(String name, String value) {
        headers.add(name, value);
        return this;
    }
}
