package dev.berth.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of a query string, decoded, in order. */
public final class Query {
    private final List<String> pairs = new ArrayList<>();

    /** No parameter yet. */
    public Query() {
    }

    /** The parameters of {@code a=1&b=2}. */
    public static Query parse(String text) {
        Query query = new Query();
        for (int at = 0; at < text.length();) {
            int end = text.indexOf('&', at);
            end = end < 0 ? text.length() : end;
            if (end > at) {
                int equals = text.indexOf('=', at);
                boolean bare = equals < 0 || equals > end;
                query.pairs.add(decode(text.substring(at, bare ? end : equals), true));
                query.pairs.add(bare ? "" : decode(text.substring(equals + 1, end), true));
            }
            at = end + 1;
        }
        return query;
    }

    /** Adds a parameter and returns this. */
    public Query add(String name, String value) {
        pairs.add(name);
        pairs.add(value);
        return this;
    }

    /** Adds a parameter that is there only when true, and returns this. */
    public Query flag(String name, boolean value) {
        return value ? add(name, "1") : this;
    }

    /** The first value of a parameter. */
    public Optional<String> first(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return Optional.of(pairs.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Every value of a parameter. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                values.add(pairs.get(i + 1));
            }
        }
        return values;
    }

    /**
     * Whether a parameter is true in Docker's sense: anything but absent, empty, {@code 0}, {@code no}, {@code false}
     * and {@code none}.
     */
    public boolean flag(String name) {
        String value = first(name).orElse("").strip();
        return !(value.isEmpty() || value.equals("0") || value.equalsIgnoreCase("no")
                || value.equalsIgnoreCase("false") || value.equalsIgnoreCase("none"));
    }

    /** The parameters in encoded form with a leading {@code ?}, or nothing when there are none. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.size(); i += 2) {
            text.append(i == 0 ? '?' : '&').append(encode(pairs.get(i))).append('=').append(encode(pairs.get(i + 1)));
        }
        return text.toString();
    }

    /** Encodes everything that is not a letter, digit or one of {@code -._~}. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (value & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes {@code %XX}.
     *
     * @param plus whether {@code +} is a space, as in queries but not in paths
     * @throws IllegalArgumentException when two hexadecimal digits do not follow a percent sign
     */
    public static String decode(String text, boolean plus) {
        if (text.indexOf('%') < 0 && !(plus && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("not a percent-encoded text: " + text);
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = plus && bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
