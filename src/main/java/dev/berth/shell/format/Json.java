package dev.berth.shell.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as plain Java: {@link Map}, {@link List}, {@link String}, {@link Long}, {@link Double}, {@link Boolean} and
 * {@link Null}. For text whose shape is the engine's business, as in {@code inspect}.
 */
public final class Json {

    /** The value {@code null}. */
    public enum Null {
        /** Of a map's key that is not there, and of anything else that has no type. */
        NULL,
        /** Of what is one thing or nothing; Go prints {@code <nil>}. */
        NIL,
        /** Of a list that is not there; Go prints {@code []}. */
        LIST,
        /** Of a map that is not there; Go prints {@code map[]}. */
        MAP
    }

    /** Objects and lists deeper than this are refused, lest a hostile engine overflow the stack. */
    private static final int DEPTH = 200;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @param text JSON
     * @throws IllegalArgumentException if it is not JSON
     */
    public static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.blank();
        if (json.at != text.length()) {
            throw json.wrong("more after the end");
        }
        return value;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("not JSON at character " + at + ": " + what);
    }

    private void blank() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private char peek() {
        blank();
        if (at == text.length()) {
            throw wrong("the end");
        }
        return text.charAt(at);
    }

    private Object value(int depth) {
        if (depth > DEPTH) {
            throw wrong("too deep");
        }
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", Null.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        while (peek() != '}') {
            if (!map.isEmpty()) {
                expect(',');
                blank();
            }
            String key = string();
            expect(':');
            map.put(key, value(depth + 1));
        }
        at++;
        return map;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        while (peek() != ']') {
            if (!list.isEmpty()) {
                expect(',');
            }
            list.add(value(depth + 1));
        }
        at++;
        return list;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "' expected");
        }
        at++;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("unknown word");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        try {
            if (number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
                return Long.valueOf(number);
            }
            return Double.valueOf(number);
        } catch (NumberFormatException e) {
            throw wrong("a value expected");
        }
    }

    private String string() {
        expect('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder s = new StringBuilder(text.substring(start, at));
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            s.append(c == '\\' ? escape() : c);
        }
        if (at == text.length()) {
            throw wrong("the end in a string");
        }
        at++;
        return s.toString();
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : '?';
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                if (at + 4 <= text.length()) {
                    at += 4;
                    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
                throw wrong("a short escape");
            case '"', '\\', '/':
                return c;
            default:
                throw wrong("an unknown escape");
        }
    }

    /**
     * Writes a value in one line, as Go's encoding/json does.
     *
     * @param value as {@link #parse} makes them, also {@link Fields}
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, -1);
        return out.toString();
    }

    /**
     * Writes a value over several lines, indented by four blanks as {@code docker inspect} does.
     *
     * @param value as {@link #parse} makes them
     */
    public static String writeIndented(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeMap(out, map, depth);
        } else if (value instanceof Fields fields) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String name : fields.names()) {
                Optional<Object> field = fields.field(name, List.of());
                field.ifPresent(f -> map.put(name, f));
            }
            int start = out.length();
            writeMap(out, map, depth);
            if (fields.escaped()) {
                escapeForPages(out, start);
            }
        } else if (value instanceof List<?> list) {
            writeList(out, list, depth);
        } else if (value instanceof String s) {
            quote(out, s);
        } else {
            out.append(value instanceof Null ? "null" : value.toString());
        }
    }

    /** Go's encoder does so with what encodes itself, as docker's rows do. */
    private static void escapeForPages(StringBuilder out, int from) {
        for (int i = from; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c == '<' || c == '>' || c == '&') {
                out.replace(i, i + 1, "\\u00" + Integer.toHexString(c));
            }
        }
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            separate(out, first, depth);
            first = false;
            quote(out, String.valueOf(entry.getKey()));
            out.append(depth < 0 ? ":" : ": ");
            write(out, entry.getValue(), depth < 0 ? depth : depth + 1);
        }
        close(out, first, depth, '}');
    }

    private static void writeList(StringBuilder out, List<?> list, int depth) {
        out.append('[');
        boolean first = true;
        for (Object element : list) {
            separate(out, first, depth);
            first = false;
            write(out, element, depth < 0 ? depth : depth + 1);
        }
        close(out, first, depth, ']');
    }

    private static void separate(StringBuilder out, boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        if (depth >= 0) {
            out.append('\n').append("    ".repeat(depth + 1));
        }
    }

    private static void close(StringBuilder out, boolean empty, int depth, char bracket) {
        if (!empty && depth >= 0) {
            out.append('\n').append("    ".repeat(depth));
        }
        out.append(bracket);
    }

    /** Writes text in quotation marks. */
    static void quote(StringBuilder out, String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c == 0x2028 || c == 0x2029) {
                        out.append("\\u").append(Character.forDigit(c >> 12, 16))
                                .append(Character.forDigit(c >> 8 & 15, 16))
                                .append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
