package dev.berth.image.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code Authorization} headers that registries have accepted, each for a registry, a user and a scope. */
public final class TokenCache {

    /** A token is not used in its last moments, so that it does not end on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** More are not kept: who pulls from that many repositories at once gets new tokens. */
    private static final int MOST = 256;

    private final Map<Key, Entry> entries = new HashMap<>();

    /** Empty. */
    public TokenCache() {
    }

    private record Key(String registry, Optional<Credentials> credentials, String scope) {
    }

    private record Entry(String header, Instant end) {
    }

    /** What is known; empty if there is nothing or it has run out. */
    synchronized Optional<String> find(String registry, Optional<Credentials> credentials, String scope, Instant now) {
        Entry entry = entries.get(new Key(registry, credentials, scope));
        return entry == null || entry.end().isBefore(now) ? Optional.empty() : Optional.of(entry.header());
    }

    /** Keeps a header until it runs out. */
    synchronized void keep(String registry, Optional<Credentials> credentials, String scope, String header,
            Instant end) {
        if (entries.size() >= MOST) {
            entries.clear();
        }
        entries.put(new Key(registry, credentials, scope),
                new Entry(header, end.equals(Instant.MAX) ? end : end.minus(MARGIN)));
    }

    /** Forgets one that was refused. */
    synchronized void forget(String registry, Optional<Credentials> credentials, String scope) {
        entries.remove(new Key(registry, credentials, scope));
    }
}
