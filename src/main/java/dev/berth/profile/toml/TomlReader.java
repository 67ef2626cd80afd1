package dev.berth.profile.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML text into {@link TomlValue}s; the only class that knows the TOML library. */
public final class TomlReader {

    /** The largest file that is read, in bytes. */
    public static final int MAXIMUM_BYTES = 1 << 20;

    /** How deep arrays and tables may be nested. */
    public static final int MAXIMUM_DEPTH = 32;

    private TomlReader() {
    }

    /**
     * Reads a file's text.
     *
     * @param text the text
     * @param file the file's name, as messages show it
     * @return the top-level table
     * @throws dev.berth.profile.ProfileException for every syntax error, or if it is too large or nested too deeply
     */
    public static TomlValue.Table read(String text, String file) {
        Problems problems = new Problems(file);
        if (text.length() > MAXIMUM_BYTES) {
            problems.add(Position.START, "the file is larger than 1 MiB");
            problems.check();
        }
        TomlNesting.firstTooDeep(text, MAXIMUM_DEPTH).ifPresent(at -> problems.add(at, tooDeep()));
        problems.check();
        TomlParseResult result = Toml.parse(text);
        for (TomlParseError error : result.errors()) {
            problems.add(position(error.position()), error.getMessage());
        }
        problems.check();
        return table(result, Position.START);
    }

    private static String tooDeep() {
        return "nested more than " + MAXIMUM_DEPTH + " levels deep";
    }

    private static Position position(TomlPosition at) {
        return at == null ? Position.START : new Position(at.line(), at.column());
    }

    private static TomlValue.Table table(TomlTable table, Position at) {
        Map<String, TomlValue> values = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            values.put(key, value(table.get(path), position(table.inputPositionOf(path))));
        }
        return new TomlValue.Table(at, values);
    }

    private static TomlValue value(Object value, Position at) {
        if (value instanceof String text) {
            return new TomlValue.Text(at, text);
        }
        if (value instanceof Long whole) {
            return new TomlValue.Whole(at, whole);
        }
        if (value instanceof Double real) {
            return new TomlValue.Real(at, real);
        }
        if (value instanceof Boolean flag) {
            return new TomlValue.Flag(at, flag);
        }
        if (value instanceof TomlTable table) {
            return table(table, at);
        }
        if (value instanceof TomlArray array) {
            List<TomlValue> values = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                values.add(value(array.get(i), position(array.inputPositionOf(i))));
            }
            return new TomlValue.Array(at, values);
        }
        return new TomlValue.Time(at);
    }
}
