package dev.berth.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Lays one value over another: what was said above wins, what was not said is taken from below. */
final class Over {

    private Over() {
    }

    static <T> Optional<T> of(Optional<T> above, Optional<T> below) {
        return above.isPresent() ? above : below;
    }

    static OptionalLong of(OptionalLong above, OptionalLong below) {
        return above.isPresent() ? above : below;
    }

    static OptionalInt of(OptionalInt above, OptionalInt below) {
        return above.isPresent() ? above : below;
    }

    static OptionalDouble of(OptionalDouble above, OptionalDouble below) {
        return above.isPresent() ? above : below;
    }

    /** An empty list counts as not said. */
    static <T> List<T> of(List<T> above, List<T> below) {
        return above.isEmpty() ? below : above;
    }

    /** Merges key by key, keys of {@code below} first. */
    static <V> Map<String, V> of(Map<String, V> above, Map<String, V> below) {
        if (above.isEmpty()) {
            return below;
        }
        if (below.isEmpty()) {
            return above;
        }
        Map<String, V> merged = new LinkedHashMap<>(below);
        merged.putAll(above);
        return Collections.unmodifiableMap(merged);
    }
}
