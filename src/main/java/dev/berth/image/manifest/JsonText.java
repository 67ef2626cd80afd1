package dev.berth.image.manifest;

import dev.berth.image.InvalidImage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, numbers and booleans. Strict, since documents come from strangers:
 * no key twice (two readers could take different ones), nothing that is nested deeper, has more values or longer
 * numbers than any document, nothing after the end. Strings may be as long as the document: labels of build tools are.
 */
final class JsonText {

    private static final int DEPTH = 32;
    /** Longest number, in characters, and its largest exponent: no reader of these documents takes more digits. */
    private static final int NUMBER_LENGTH = 64;
    private static final int EXPONENT = 400;
    /** Most values of a document: each takes a multiple of its text in memory. */
    private static final int VALUES = 1 << 19;

    private final String what;
    private final String text;
    private int at;
    private int values;

    private JsonText(String what, String text) {
        this.what = what;
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @param bytes the document
     * @param what what it is, for messages ("the manifest")
     * @throws InvalidImage if it is none
     */
    static Object read(byte[] bytes, String what) throws InvalidImage {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidImage(what + " is no valid UTF-8", e);
        }
        JsonText json = new JsonText(what, text);
        Object value = json.value(0);
        json.skipBlanks();
        if (json.at < text.length()) {
            throw json.invalid("something follows its end");
        }
        return value;
    }

    private InvalidImage invalid(String why) {
        return new InvalidImage(what + " is no valid JSON: " + why + ", at character " + (at + 1));
    }

    private Object value(int depth) throws InvalidImage {
        if (++values > VALUES) {
            throw new InvalidImage(what + " has more than " + VALUES + " values");
        }
        if (depth > DEPTH) {
            throw new InvalidImage(what + " is nested deeper than " + DEPTH);
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> wordOrNumber();
        };
    }

    private Map<String, Object> object(int depth) throws InvalidImage {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        for (boolean first = true; !next('}'); first = false) {
            if (!first) {
                expect(',');
            }
            if (peek() != '"') {
                throw invalid("a key is missing");
            }
            String key = string();
            expect(':');
            if (map.put(key, value(depth + 1)) != null) {
                throw new InvalidImage(what + " has the key \"" + key + "\" twice");
            }
        }
        return map;
    }

    private List<Object> array(int depth) throws InvalidImage {
        List<Object> list = new ArrayList<>();
        at++;
        for (boolean first = true; !next(']'); first = false) {
            if (!first) {
                expect(',');
            }
            list.add(value(depth + 1));
        }
        return list;
    }

    private String string() throws InvalidImage {
        int start = ++at;
        StringBuilder escaped = null;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw invalid("a control character is in a string");
            } else if (c == '\\') {
                escaped = escaped == null ? new StringBuilder() : escaped;
                escaped.append(text, start, at - 1).append(escape());
                start = at;
            }
        }
        if (at >= text.length()) {
            throw invalid("it is cut off");
        }
        String end = text.substring(start, at++);
        return escaped == null ? end : JsonTree.whole(escaped.append(end).toString());
    }

    private char escape() throws InvalidImage {
        char c = at < text.length() ? text.charAt(at++) : 0;
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = c == 'u' && at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16)
                    : -1;
            if (digit < 0) {
                throw invalid("a backslash stands before what cannot be escaped");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private Object wordOrNumber() throws InvalidImage {
        int start = at;
        while (at < text.length() && ",:{}[] \n\r\t\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at - start > NUMBER_LENGTH) {
            throw invalid("it has a number of more than " + NUMBER_LENGTH + " characters");
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case "null" -> JsonObject.NULL;
            default -> number(word);
        };
    }

    private Object number(String word) throws InvalidImage {
        if (!JsonNumber.is(word)) {
            throw invalid("\"" + word + "\" is no value");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(word);
        } catch (NumberFormatException e) {
            // an exponent beyond those of BigDecimal
            throw invalid("the number " + word + " is too large or too small");
        }
        if (Math.abs((long) number.scale()) > EXPONENT) {
            throw invalid("the number " + word + " is too large or too small");
        }
        boolean isLong = number.scale() <= 0 && number.precision() - number.scale() <= 18;
        return isLong ? (Object) number.longValueExact() : number;
    }

    private void skipBlanks() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws InvalidImage {
        skipBlanks();
        if (at == text.length()) {
            throw invalid("it is cut off");
        }
        return text.charAt(at);
    }

    private boolean next(char c) throws InvalidImage {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) throws InvalidImage {
        if (!next(c)) {
            throw invalid("'" + c + "' is missing");
        }
    }
}
