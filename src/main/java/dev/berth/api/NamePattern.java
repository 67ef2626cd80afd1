package dev.berth.api;

/** Shell patterns of image names: {@code *} and {@code ?} do not match a slash. */
final class NamePattern {
    private NamePattern() {
    }

    static boolean matches(String pattern, String name) {
        return matches(pattern, 0, name, 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        char c = pattern.charAt(p);
        if (c == '*') {
            for (int end = n; end <= name.length(); end++) {
                if (matches(pattern, p + 1, name, end)) {
                    return true;
                }
                if (end < name.length() && name.charAt(end) == '/') {
                    return false;
                }
            }
            return false;
        }
        return n < name.length() && (c == '?' && name.charAt(n) != '/' || c == name.charAt(n))
                && matches(pattern, p + 1, name, n + 1);
    }
}
