package dev.berth.profile.toml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The keys of a file or of a table in it.
 *
 * @param <R> the record they are read from
 * @param <B> the builder they are put into
 */
public final class KeyTable<R, B> {

    private final List<Key<R, B, ?>> keys;
    private final Map<String, Key<R, B, ?>> byPath = new LinkedHashMap<>();

    /**
     * Makes a table of keys.
     *
     * @param keys the keys, in the order in which they are written and documented
     */
    public KeyTable(List<Key<R, B, ?>> keys) {
        this.keys = List.copyOf(keys);
        for (Key<R, B, ?> key : keys) {
            byPath.put(key.path(), key);
        }
    }

    /** The keys, in the order in which they are written and documented. */
    public List<Key<R, B, ?>> keys() {
        return keys;
    }

    /**
     * Reads a table; unknown keys and wrong values are problems.
     *
     * @param table the table
     * @param builder what the values are put into
     * @param prefix what stands before the keys' paths in messages
     * @param problems where to say what is wrong
     */
    public void read(TomlValue.Table table, B builder, String prefix, Problems problems) {
        read(table, "", builder, prefix, problems);
    }

    private void read(TomlValue.Table table, String parent, B builder, String prefix, Problems problems) {
        table.values().forEach((name, value) -> {
            String path = parent + name;
            Key<R, B, ?> key = byPath.get(path);
            if (key != null) {
                key.read(value, builder, prefix, problems);
            } else if (!isTable(path)) {
                problems.add(value.at(), prefix + path + ": unknown key" + suggestion(parent, name));
            } else if (value instanceof TomlValue.Table inner) {
                read(inner, path + ".", builder, prefix, problems);
            } else {
                problems.add(value.at(), prefix + path + ": " + value.kind() + " is not accepted; it takes a table of "
                        + String.join(", ", children(path + ".")));
            }
        });
    }

    private boolean isTable(String path) {
        String start = path + ".";
        for (String known : byPath.keySet()) {
            if (known.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private TreeSet<String> children(String parent) {
        TreeSet<String> names = new TreeSet<>();
        for (String known : byPath.keySet()) {
            if (known.startsWith(parent)) {
                int dot = known.indexOf('.', parent.length());
                names.add(known.substring(parent.length(), dot < 0 ? known.length() : dot));
            }
        }
        return names;
    }

    private String suggestion(String parent, String name) {
        Optional<String> near = NearestName.of(name, children(parent)).map(found -> parent + found);
        if (near.isEmpty()) {
            near = byPath.keySet().stream().filter(path -> path.endsWith("." + name)).findFirst();
        }
        if (near.isEmpty()) {
            near = NearestName.of(parent + name, byPath.keySet());
        }
        if (near.isEmpty()) {
            return "; known here are " + String.join(", ", children(parent));
        }
        Key<R, B, ?> key = byPath.get(near.get());
        return "; did you mean " + near.get() + ", which takes "
                + (key == null ? "a table of " + String.join(", ", children(near.get() + ".")) : key.type().accepted())
                + "?";
    }
}
