package dev.berth.shell;

import dev.berth.client.Filters;
import java.util.List;
import java.util.Locale;

/** {@code --filter key=value}. */
final class FilterFlags {

    private FilterFlags() {
    }

    static Filters parse(List<String> flags) {
        Filters filters = new Filters();
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            if (equals <= 0) {
                throw UsageException.invalid(flag, "-f, --filter", "bad format of filter (expected name=value)");
            }
            filters.add(flag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    flag.substring(equals + 1).strip());
        }
        return filters;
    }
}
