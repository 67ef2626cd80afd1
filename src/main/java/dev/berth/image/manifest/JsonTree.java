package dev.berth.image.manifest;

import dev.berth.image.InvalidImage;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON read into maps, lists, strings, numbers and booleans. Stricter than the parser beneath, since documents come
 * from strangers: no key twice (two readers could take different ones), no nesting deeper than {@link #DEPTH}, nothing
 * after the end.
 */
final class JsonTree {

    private static final int DEPTH = 32;
    private static final JsonStream STREAM = JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();

    private JsonTree() {
    }

    /**
     * Reads an object.
     *
     * @param bytes the document
     * @param what what it is, for messages ("the manifest")
     * @throws InvalidImage if it is not one JSON object
     */
    static JsonObject read(byte[] bytes, String what) throws InvalidImage {
        checkShape(bytes, what);
        Object tree;
        try (JsonReader reader = STREAM.reader(bytes)) {
            tree = value(reader, what);
        } catch (io.avaje.json.JsonException e) {
            throw new InvalidImage(what + " is no valid JSON: " + e.getMessage(), e);
        } catch (DuplicateKey e) {
            throw new InvalidImage(what + " has the key \"" + e.getMessage() + "\" twice");
        }
        if (tree instanceof Map<?, ?> map) {
            return JsonObject.of(map, what);
        }
        throw new InvalidImage(what + " is no JSON object");
    }

    /** Writes maps, lists, strings, numbers and booleans. */
    static byte[] write(Object tree) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (JsonWriter writer = STREAM.writer(out)) {
            write(writer, tree);
        }
        return out.toByteArray();
    }

    private static void write(JsonWriter writer, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            writer.beginObject();
            map.forEach((key, value) -> {
                writer.name((String) key);
                write(writer, value);
            });
            writer.endObject();
        } else if (tree instanceof List<?> list) {
            writer.beginArray();
            list.forEach(value -> write(writer, value));
            writer.endArray();
        } else if (tree instanceof String text) {
            writer.value(text);
        } else if (tree instanceof Boolean flag) {
            writer.value(flag.booleanValue());
        } else if (tree instanceof Integer number) {
            writer.value(number.intValue());
        } else if (tree instanceof Long number) {
            writer.value(number.longValue());
        } else if (tree instanceof BigDecimal number) {
            writer.value(number);
        } else if (tree == JsonObject.NULL) {
            writer.nullValue();
        } else {
            throw new IllegalArgumentException("no JSON value: " + tree.getClass());
        }
    }

    private static Object value(JsonReader reader, String what) {
        switch (reader.currentToken()) {
            case BEGIN_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNextField()) {
                    String key = reader.nextField();
                    if (map.put(key, value(reader, what)) != null) {
                        throw new DuplicateKey(key);
                    }
                }
                reader.endObject();
                return map;
            }
            case BEGIN_ARRAY -> {
                List<Object> list = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNextElement()) {
                    list.add(value(reader, what));
                }
                reader.endArray();
                return list;
            }
            case STRING -> {
                return reader.readString();
            }
            case NUMBER -> {
                BigDecimal number = reader.readDecimal();
                boolean isLong = number.scale() <= 0 && number.precision() - number.scale() <= 18;
                return isLong ? (Object) number.longValueExact() : number;
            }
            case BOOLEAN -> {
                return reader.readBoolean();
            }
            default -> {
                reader.isNullValue();
                return JsonObject.NULL;
            }
        }
    }

    /** Depth, and that nothing follows the end: the parser looks at neither. */
    private static void checkShape(byte[] bytes, String what) throws InvalidImage {
        int depth = 0;
        boolean inString = false;
        boolean ended = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (inString) {
                if (b == '\\') {
                    i++;
                } else {
                    inString = b != '"';
                }
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                if (ended) {
                    throw new InvalidImage(what + " is no valid JSON: something follows its end");
                }
                inString = b == '"';
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                ended = depth == 0;
                if (depth > DEPTH) {
                    throw new InvalidImage(what + " is nested deeper than " + DEPTH);
                }
            }
        }
        if (!ended) {
            throw new InvalidImage(what + " is no valid JSON: it is cut off");
        }
        if (new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') >= 0) {
            throw new InvalidImage(what + " is no valid UTF-8");
        }
    }

    private static final class DuplicateKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DuplicateKey(String key) {
            super(key, null, false, false);
        }
    }
}
