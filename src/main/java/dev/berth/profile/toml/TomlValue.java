package dev.berth.profile.toml;

import java.util.List;
import java.util.Map;

/** A value in a TOML file, with its place. */
public sealed interface TomlValue {

    /** Where it stands. */
    Position at();

    /** What it is, with an article, for error messages. */
    String kind();

    /** A string. */
    record Text(Position at, String value) implements TomlValue {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** An integer. */
    record Whole(Position at, long value) implements TomlValue {
        @Override
        public String kind() {
            return "an integer";
        }
    }

    /** A number with a fraction. */
    record Real(Position at, double value) implements TomlValue {
        @Override
        public String kind() {
            return "a float";
        }
    }

    /** A boolean. */
    record Flag(Position at, boolean value) implements TomlValue {
        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /** An array, also one of tables. */
    record Array(Position at, List<TomlValue> values) implements TomlValue {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /** A table, in the order of the file. */
    record Table(Position at, Map<String, TomlValue> values) implements TomlValue {
        @Override
        public String kind() {
            return "a table";
        }
    }

    /** A date or a time, which no key takes. */
    record Time(Position at) implements TomlValue {
        @Override
        public String kind() {
            return "a date or time";
        }
    }
}
