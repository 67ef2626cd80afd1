package dev.berth.api;

import dev.berth.terminal.DetachKeys;
import java.util.Optional;

/** The parameter {@code detachKeys}. */
final class DetachKeysParameter {
    private DetachKeysParameter() {
    }

    /**
     * The keys that a request asks for, or others.
     *
     * @throws ApiError when they are no keys; docker's wording
     */
    static Optional<String> of(Exchange exchange, Optional<String> otherwise) throws ApiError {
        Optional<String> keys = exchange.query().first("detachKeys").filter(k -> !k.isEmpty()).or(() -> otherwise);
        check(keys);
        return keys;
    }

    /**
     * Looks whether keys can be understood.
     *
     * @throws ApiError when not; docker's wording
     */
    static void check(Optional<String> keys) throws ApiError {
        try {
            keys.ifPresent(DetachKeys::parse);
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter("Invalid escape keys (" + keys.get() + ") provided");
        }
    }
}
