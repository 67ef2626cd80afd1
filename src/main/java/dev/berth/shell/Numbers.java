package dev.berth.shell;

/** Numbers in flags, refused in Go's words. */
final class Numbers {

    private Numbers() {
    }

    static long integer(String text, String flag) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw UsageException.invalid(text, flag, "strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }

    /** Empty is 0. */
    static long integerOrZero(String text, String flag) {
        return text.isEmpty() ? 0 : integer(text, flag);
    }
}
