package dev.berth.image.manifest;

/** What JSON calls a number (RFC 8259, section 6); Java's own classes take more. */
final class JsonNumber {

    private JsonNumber() {
    }

    /** Whether a word is a number. */
    static boolean is(String word) {
        int at = word.startsWith("-") ? 1 : 0;
        int end = digits(word, at);
        boolean leadingZero = end > at + 1 && word.charAt(at) == '0';
        if (end == at || leadingZero) {
            return false;
        }
        if (word.startsWith(".", end)) {
            at = end + 1;
            end = digits(word, at);
            if (end == at) {
                return false;
            }
        }
        if (word.startsWith("e", end) || word.startsWith("E", end)) {
            at = word.startsWith("+", end + 1) || word.startsWith("-", end + 1) ? end + 2 : end + 1;
            end = digits(word, at);
            if (end == at) {
                return false;
            }
        }
        return end == word.length();
    }

    private static int digits(String word, int from) {
        int at = from;
        while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
