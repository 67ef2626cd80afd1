package dev.berth.engine;

/** IP addresses as text. */
final class Addresses {

    private Addresses() {
    }

    /** Whether a text is an IPv4 or IPv6 address; nothing is ever looked up. */
    static boolean valid(String text) {
        return text.indexOf(':') >= 0 ? valid6(text) : valid4(text);
    }

    private static boolean valid4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || part.length() > 1 && part.charAt(0) == '0' || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean valid6(String text) {
        String address = text;
        int groups = 8;
        int dotted = text.lastIndexOf(':') + 1;
        if (text.indexOf('.') >= 0) {
            if (!valid4(text.substring(dotted))) {
                return false;
            }
            address = text.substring(0, dotted) + "0";
            groups = 7;
        }
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int count = gap < 0 ? count6(address) : sum(count6(address.substring(0, gap)),
                count6(address.substring(gap + 2)));
        return gap < 0 ? count == groups : count >= 0 && count < groups;
    }

    private static int sum(int a, int b) {
        return a < 0 || b < 0 ? -1 : a + b;
    }

    /** How many groups of hexadecimal digits, or -1. */
    private static int count6(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0
                    && c < 128)) {
                return -1;
            }
        }
        return parts.length;
    }
}
