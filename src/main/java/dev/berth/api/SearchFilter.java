package dev.berth.api;

import java.util.List;
import java.util.Set;

/**
 * Docker's filters of a search.
 *
 * @param stars at least so many
 * @param official {@code true}, {@code false}, or empty for both
 */
record SearchFilter(int stars, String official) {

    /** Reads {@code filters}. */
    static SearchFilter read(Exchange exchange) throws ApiError {
        FilterSet filters = FilterSet.of(exchange, Set.of("is-automated", "is-official", "stars"));
        int most = 0;
        for (String stars : filters.all("stars")) {
            try {
                most = Math.max(most, Integer.parseInt(stars));
            } catch (NumberFormatException e) {
                throw ApiError.badParameter("invalid filter 'stars=" + stars + "'");
            }
        }
        String official = one(filters.all("is-official"), "is-official");
        // nothing is automated any more (Docker API 1.43), so a filter for it finds nothing
        return one(filters.all("is-automated"), "is-automated").equals("true")
                ? new SearchFilter(Integer.MAX_VALUE, official) : new SearchFilter(most, official);
    }

    private static String one(List<String> values, String name) throws ApiError {
        String result = "";
        for (String value : values) {
            result = switch (value) {
                case "true", "1" -> "true";
                case "false", "0" -> "false";
                default -> throw ApiError.badParameter("invalid filter '" + name + "=[" + value + "]'");
            };
        }
        return result;
    }

    /** Whether a result passes. */
    boolean takes(int itsStars, boolean isOfficial) {
        return itsStars >= stars && (official.isEmpty() || official.equals(Boolean.toString(isOfficial)));
    }
}
