package dev.berth.profile.toml;

import java.util.ArrayList;
import java.util.List;

/** The table of keys as people read it: {@code berth profile keys} and the man pages. */
public final class KeyListing {

    /**
     * One key.
     *
     * @param key its full name; {@code []} marks a list of tables
     * @param type its type's name
     * @param accepted what its value may look like
     * @param meaning one line
     * @param v2 the cgroup v2 file it becomes, or nothing
     * @param v1 the cgroup v1 file it becomes, or nothing
     * @param live whether it can be changed on a running container
     */
    public record Row(String key, String type, String accepted, String meaning, String v2, String v1, boolean live) {
    }

    private KeyListing() {
    }

    /** Every key of a profile, with the keys of its small tables. */
    public static List<Row> profile() {
        return rows(ProfileKeys.TABLE);
    }

    /** Every key of {@code berth.toml}. */
    public static List<Row> configuration() {
        return rows(ConfigurationKeys.TABLE);
    }

    private static List<Row> rows(KeyTable<?, ?> table) {
        List<Row> rows = new ArrayList<>();
        for (Key<?, ?, ?> key : table.keys()) {
            add(rows, "", key);
        }
        return List.copyOf(rows);
    }

    private static void add(List<Row> rows, String prefix, Key<?, ?, ?> key) {
        ValueType<?> type = key.type();
        String path = prefix + key.path();
        rows.add(new Row(path, type.name(), type.accepted(), key.meaning(), key.v2(), key.v1(), key.live()));
        String inner = path + (type instanceof ListType ? "[]." : ".");
        for (Key<?, ?, ?> each : type.keys()) {
            add(rows, inner, each);
        }
    }

    /**
     * Keys in the source form of a man page, one tagged paragraph each.
     *
     * @param rows the keys
     * @return troff source
     */
    public static String troff(List<Row> rows) {
        StringBuilder page = new StringBuilder();
        for (Row row : rows) {
            page.append(".TP\n.B ").append(escape(row.key())).append('\n').append(escape(row.meaning()))
                    .append(".\nIt takes ").append(escape(row.accepted())).append(".\n");
            if (!row.v2().isEmpty() || !row.v1().isEmpty()) {
                page.append("Cgroup v2 ").append(row.v2().isEmpty() ? "has no such setting"
                        : "\\fI" + escape(row.v2()) + "\\fR").append(", v1 ")
                        .append(row.v1().isEmpty() ? "has no such setting" : "\\fI" + escape(row.v1()) + "\\fR")
                        .append(row.live() ? "; live" : "").append(".\n");
            }
        }
        return page.toString();
    }

    private static String escape(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
