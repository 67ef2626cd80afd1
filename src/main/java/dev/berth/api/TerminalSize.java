package dev.berth.api;

/** The parameters {@code h} and {@code w} of a resize request. */
final class TerminalSize {
    private TerminalSize() {
    }

    static int rows(Exchange exchange) throws ApiError {
        return number(exchange, "h");
    }

    static int columns(Exchange exchange) throws ApiError {
        return number(exchange, "w");
    }

    private static int number(Exchange exchange, String name) throws ApiError {
        String text = exchange.query().first(name).orElse("");
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= 65535) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers that are out of range.
        }
        throw ApiError.badParameter("invalid terminal size: " + name + "=\"" + text
                + "\" is not a number from 0 to 65535");
    }
}
