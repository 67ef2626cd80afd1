package dev.berth.api;

/**
 * A value of the filters {@code publish} and {@code expose}: {@code 80}, {@code 80/udp} or {@code 8000-8010/tcp}.
 *
 * @param first the lowest port
 * @param last the highest port
 * @param protocol {@code tcp} unless it was named
 */
record PortFilter(int first, int last, String protocol) {

    /**
     * Reads a value.
     *
     * @param key the filter's name, for the message
     * @param text what was given
     * @throws ApiError in docker's words if it is no port
     */
    static PortFilter of(String key, String text) throws ApiError {
        if (text.indexOf(':') >= 0) {
            throw ApiError.badParameter("filter for '" + key + "' should not contain ':': " + text);
        }
        int slash = text.indexOf('/');
        String[] bounds = (slash < 0 ? text : text.substring(0, slash)).split("-", 2);
        return new PortFilter(number(key, text, bounds[0]), number(key, text, bounds[bounds.length - 1]),
                slash < 0 ? "tcp" : text.substring(slash + 1));
    }

    private static int number(String key, String text, String bound) throws ApiError {
        try {
            return Integer.parseInt(bound);
        } catch (NumberFormatException e) {
            throw ApiError.badParameter("error while looking up for " + key + ' ' + text
                    + ": strconv.ParseUint: parsing \"" + bound + "\": invalid syntax");
        }
    }

    /** Whether a port is one of these. */
    boolean has(int port, String itsProtocol) {
        return port >= first && port <= last && protocol.equals(itsProtocol);
    }
}
