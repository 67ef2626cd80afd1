package dev.berth.image.manifest;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object of an image's document, read key by key with errors that name the place. */
public final class JsonObject {

    /** JSON's {@code null}, which means the same as a missing key when read. */
    static final Object NULL = new Object();

    private final Map<String, Object> map;
    private final String place;

    private JsonObject(Map<String, Object> map, String place) {
        this.map = map;
        this.place = place;
    }

    /**
     * Reads a document.
     *
     * @param bytes the document
     * @param what what it is, for messages ("the manifest")
     * @throws InvalidImage if it is not one JSON object
     */
    public static JsonObject read(byte[] bytes, String what) throws InvalidImage {
        return JsonTree.read(bytes, what);
    }

    /**
     * Reads a document that is a list of objects.
     *
     * @param bytes the document
     * @param what what it is, for messages
     * @throws InvalidImage if it is something else
     */
    public static List<JsonObject> readList(byte[] bytes, String what) throws InvalidImage {
        byte[] wrapped = new byte[bytes.length + 9];
        System.arraycopy("{\"list\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, wrapped, 0, 8);
        System.arraycopy(bytes, 0, wrapped, 8, bytes.length);
        wrapped[wrapped.length - 1] = '}';
        return read(wrapped, what).objects("list");
    }

    /**
     * Writes a document.
     *
     * @param tree maps, lists, strings, whole numbers and booleans
     */
    public static byte[] write(Map<String, ?> tree) {
        return JsonTree.write(tree);
    }

    /**
     * Writes a document that is a list.
     *
     * @param list maps, lists, strings, whole numbers and booleans
     */
    public static byte[] writeList(List<?> list) {
        return JsonTree.write(list);
    }

    static JsonObject of(Map<?, ?> tree, String place) {
        Map<String, Object> map = new LinkedHashMap<>();
        tree.forEach((key, value) -> map.put((String) key, value));
        return new JsonObject(map, place);
    }

    /** The whole as a map that may be changed and written again; keys that are not understood are kept. */
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(map);
    }

    /** Its keys. */
    public Iterable<String> keys() {
        return Collections.unmodifiableSet(map.keySet());
    }

    /** Whether a key is there and not null. */
    public boolean has(String key) {
        return map.containsKey(key) && map.get(key) != NULL;
    }

    /** A string. */
    public Optional<String> text(String key) throws InvalidImage {
        if (!has(key)) {
            return Optional.empty();
        }
        if (map.get(key) instanceof String text) {
            return Optional.of(text);
        }
        throw wrong(key, "a string");
    }

    /** A string that is not empty. */
    public Optional<String> textNotEmpty(String key) throws InvalidImage {
        return text(key).filter(text -> !text.isEmpty());
    }

    /** A string that must be there. */
    public String requiredText(String key) throws InvalidImage {
        return text(key).orElseThrow(() -> missing(key));
    }

    /** A digest that must be there. */
    public Digest requiredDigest(String key) throws InvalidImage {
        return Digest.parse(requiredText(key));
    }

    /** A whole number. */
    public Optional<Long> number(String key) throws InvalidImage {
        if (!has(key)) {
            return Optional.empty();
        }
        if (map.get(key) instanceof Long number) {
            return Optional.of(number);
        }
        throw wrong(key, "a whole number");
    }

    /** A whole number that must be there. */
    public long requiredNumber(String key) throws InvalidImage {
        return number(key).orElseThrow(() -> missing(key));
    }

    /** A boolean, false if missing. */
    public boolean flag(String key) throws InvalidImage {
        if (!has(key)) {
            return false;
        }
        if (map.get(key) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "true or false");
    }

    /** An object. */
    public Optional<JsonObject> object(String key) throws InvalidImage {
        if (!has(key)) {
            return Optional.empty();
        }
        if (map.get(key) instanceof Map<?, ?> inner) {
            return Optional.of(of(inner, place + " at " + key));
        }
        throw wrong(key, "an object");
    }

    /** A list of strings; a single string counts as a list of one, as Docker reads it. Empty if missing. */
    public List<String> texts(String key) throws InvalidImage {
        if (!has(key)) {
            return List.of();
        }
        if (map.get(key) instanceof String text) {
            return List.of(text);
        }
        List<String> result = new ArrayList<>();
        for (Object element : list(key)) {
            if (!(element instanceof String)) {
                throw wrong(key, "a list of strings");
            }
            result.add((String) element);
        }
        return result;
    }

    /** A list of objects; empty if missing. */
    public List<JsonObject> objects(String key) throws InvalidImage {
        List<JsonObject> result = new ArrayList<>();
        if (!has(key)) {
            return result;
        }
        for (Object element : list(key)) {
            if (!(element instanceof Map<?, ?>)) {
                throw wrong(key, "a list of objects");
            }
            result.add(of((Map<?, ?>) element, place + " at " + key + '[' + result.size() + ']'));
        }
        return result;
    }

    /** An object of strings; empty if missing. */
    public Map<String, String> textMap(String key) throws InvalidImage {
        Map<String, String> result = new LinkedHashMap<>();
        Optional<JsonObject> inner = object(key);
        if (inner.isPresent()) {
            for (String name : inner.get().map.keySet()) {
                result.put(name, inner.get().text(name).orElse(""));
            }
        }
        return result;
    }

    /** An error about this place. */
    InvalidImage error(String message) {
        return new InvalidImage(place + ": " + message);
    }

    private List<?> list(String key) throws InvalidImage {
        if (map.get(key) instanceof List<?> list) {
            return list;
        }
        throw wrong(key, "a list");
    }

    private InvalidImage wrong(String key, String expected) {
        return error("\"" + key + "\" is not " + expected);
    }

    private InvalidImage missing(String key) {
        return error("\"" + key + "\" is missing");
    }
}
