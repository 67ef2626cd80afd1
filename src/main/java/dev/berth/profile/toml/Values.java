package dev.berth.profile.toml;

import dev.berth.profile.form.CgroupParents;
import dev.berth.profile.form.Durations;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The value types that keys share. */
public final class Values {

    /** Any text. */
    public static final ValueType<String> TEXT =
            new ValueType.Single<>("text", "text in quotes", Values::text, Values::quote);

    /** A boolean. */
    public static final ValueType<Boolean> FLAG =
            new ValueType.Single<>("boolean", "true or false", Values::flag, String::valueOf);

    /** A size in bytes. */
    public static final ValueType<Long> SIZE = new ValueType.Single<>("size", Sizes.ACCEPTED,
            value -> Sizes.parse(text(value)), bytes -> quote(Sizes.format(bytes)));

    /** A rate in bytes a second. */
    public static final ValueType<Long> RATE = new ValueType.Single<>("rate", Sizes.ACCEPTED_RATE,
            value -> Sizes.parseRate(text(value)), rate -> quote(Sizes.formatRate(rate)));

    /** A duration that is not negative. */
    public static final ValueType<Duration> DURATION = new ValueType.Single<>("duration", Durations.ACCEPTED,
            value -> positive(Durations.parse(text(value))), duration -> quote(Durations.format(duration)));

    /** A duration that may be negative. */
    public static final ValueType<Duration> OFFSET = new ValueType.Single<>("duration",
            Durations.ACCEPTED + ", also negative", value -> Durations.parse(text(value)),
            duration -> quote(Durations.format(duration)));

    /** An absolute path. */
    public static final ValueType<String> PATH = checked("path", "an absolute path", text -> {
        if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw new FormException("\"" + text + "\" is not an absolute path");
        }
        return text;
    }, text -> text);

    /** A cgroup, from the root of the tree if it begins with a slash, else from the engine's own. */
    public static final ValueType<String> CGROUP_PARENT = checked("cgroup",
            "a path as \"/machine\", or as \"tests\" below the engine's own", CgroupParents::parse, text -> text);

    /** A cgroup, from the root of the tree whether it begins with a slash or not. */
    public static final ValueType<String> CGROUP = checked("cgroup", "a path as \"machine/berth\"", text -> {
        String path = CgroupParents.parse(text);
        return path.startsWith("/") ? path.substring(1) : path;
    }, text -> text);

    /** A list of texts. */
    public static final ValueType<List<String>> TEXTS = ListType.of(TEXT, "a list of texts");

    /** A list of absolute paths. */
    public static final ValueType<List<String>> PATHS = ListType.of(PATH, "a list of absolute paths");

    private Values() {
    }

    /** A whole number in a range. */
    public static ValueType<Long> whole(long least, long greatest) {
        String accepted = greatest == Long.MAX_VALUE ? "a whole number from " + least
                : "a whole number from " + least + " to " + greatest;
        return new ValueType.Single<>("integer", accepted, value -> {
            if (!(value instanceof TomlValue.Whole whole)) {
                throw new FormException(value.kind() + " is not accepted");
            }
            if (whole.value() < least || whole.value() > greatest) {
                throw new FormException(whole.value() + " is out of range");
            }
            return whole.value();
        }, String::valueOf);
    }

    /** A whole number in a range, as an {@code int}. */
    public static ValueType<Integer> small(int least, int greatest) {
        ValueType.Single<Long> whole = (ValueType.Single<Long>) whole(least, greatest);
        return new ValueType.Single<>("integer", whole.accepted(),
                value -> Math.toIntExact(whole.reader().apply(value)), String::valueOf);
    }

    /** A size, or {@code "unlimited"} for -1. */
    public static ValueType<Long> sizeOrUnlimited() {
        return new ValueType.Single<>("size", Sizes.ACCEPTED + ", or \"unlimited\"",
            value -> text(value).equals("unlimited") ? -1 : Sizes.parse(text(value)),
            bytes -> quote(bytes == -1 ? "unlimited" : Sizes.format(bytes)));
    }

    /** A number, with or without a fraction, in a range. */
    public static ValueType<Double> real(double least, double greatest, String accepted) {
        return new ValueType.Single<>("number", accepted, value -> {
            double number;
            if (value instanceof TomlValue.Real real) {
                number = real.value();
            } else if (value instanceof TomlValue.Whole whole) {
                number = whole.value();
            } else {
                throw new FormException(value.kind() + " is not accepted");
            }
            if (!(number >= least && number <= greatest)) {
                throw new FormException(number + " is out of range");
            }
            return number;
        }, String::valueOf);
    }

    /** A text in a form of its own. */
    public static <T> ValueType<T> checked(String name, String accepted, Function<String, T> parse,
            Function<T, String> format) {
        return new ValueType.Single<>(name, accepted, value -> parse.apply(text(value)),
            read -> quote(format.apply(read)));
    }

    /** One of a few words. */
    public static ValueType<String> oneOf(List<String> words) {
        String accepted = "one of \"" + String.join("\", \"", words) + "\"";
        return checked("word", accepted, text -> {
            if (!words.contains(text)) {
                throw new FormException("\"" + text + "\" is not known");
            }
            return text;
        }, text -> text);
    }

    /** The text of a value, or a {@link FormException}. */
    public static String text(TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            return text.value();
        }
        throw new FormException(value.kind() + " is not accepted");
    }

    private static boolean flag(TomlValue value) {
        if (value instanceof TomlValue.Flag flag) {
            return flag.value();
        }
        throw new FormException(value.kind() + " is not accepted");
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative()) {
            throw new FormException("the duration is negative");
        }
        return duration;
    }

    /** A basic TOML string. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format("\\u%04X", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** A key, bare where TOML allows it. */
    public static String key(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean bare = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!bare) {
                return quote(name);
            }
        }
        return name.isEmpty() ? "\"\"" : name;
    }
}
