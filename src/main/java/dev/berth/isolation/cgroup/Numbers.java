package dev.berth.isolation.cgroup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Numbers as cgroup files have them (Documentation/admin-guide/cgroup-v2.rst, "Format"). */
public final class Numbers {

    private Numbers() {
    }

    /**
     * One number; {@code max} and what does not fit is {@link Long#MAX_VALUE}.
     *
     * @param text digits, white space around them
     */
    public static long parse(String text) {
        return parse(text, 0, text.length());
    }

    /**
     * A "flat keyed" file: {@code KEY VALUE} lines.
     *
     * @param text the file's contents
     * @param each called with every key and value, in order
     */
    public static void flatKeyed(String text, ObjLongConsumer<String> each) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int space = text.indexOf(' ', at);
            if (space > at && space < end) {
                each.accept(text.substring(at, space), parse(text, space + 1, end));
            }
            at = end + 1;
        }
    }

    /**
     * A flat keyed file as a map.
     *
     * @param text the file's contents
     */
    public static Map<String, Long> flatKeyed(String text) {
        Map<String, Long> map = new LinkedHashMap<>(64);
        flatKeyed(text, map::put);
        return map;
    }

    /**
     * The value of one key of a flat keyed file, 0 where it is not there.
     *
     * @param text the file's contents
     * @param key which one
     */
    public static long valueOf(String text, String key) {
        int at = text.startsWith(key + ' ') ? 0 : text.indexOf('\n' + key + ' ') + 1;
        if (at == 0 && !text.startsWith(key + ' ')) {
            return 0;
        }
        int end = text.indexOf('\n', at);
        return parse(text, at + key.length() + 1, end < 0 ? text.length() : end);
    }

    private static long parse(String text, int from, int to) {
        long value = 0;
        boolean negative = false;
        boolean digits = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
                int digit = c - '0';
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    return Long.MAX_VALUE;
                }
                value = value * 10 + digit;
            } else if (c == '-') {
                negative = true;
            } else if (c == 'm' && text.startsWith("max", i)) {
                return Long.MAX_VALUE;
            } else if (digits || c > ' ') {
                break;
            }
        }
        return negative ? -value : value;
    }
}
