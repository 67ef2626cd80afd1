package dev.berth.image.manifest;

import dev.berth.image.InvalidImage;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, numbers and booleans. */
final class JsonTree {

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
        if (JsonText.read(bytes, what) instanceof Map<?, ?> map) {
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
                writer.name(whole((String) key));
                write(writer, value);
            });
            writer.endObject();
        } else if (tree instanceof List<?> list) {
            writer.beginArray();
            list.forEach(value -> write(writer, value));
            writer.endArray();
        } else if (tree instanceof String text) {
            writer.value(whole(text));
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

    /** Half a surrogate pair could not be written again; it becomes what Go's decoder makes of it. */
    static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
                int[] points = text.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? 0xFFFD : c).toArray();
                return new String(points, 0, points.length);
            }
        }
        return text;
    }
}
