package dev.berth.console;

import java.util.ArrayList;
import java.util.List;

/** Collects labels and values; what is empty is left out, and a label that goes on is not said again. */
final class DetailLines {
    private final List<Detail> lines = new ArrayList<>();
    private String label = "";

    void add(String name, String value) {
        if (!value.isEmpty()) {
            lines.add(new Detail(name.equals(label) ? "" : name, value));
            label = name;
        }
    }

    List<Detail> all() {
        return List.copyOf(lines);
    }

    /** A time as engines write it, without fractions; year 1 is never. */
    static String time(String rfc3339) {
        if (rfc3339.startsWith("0001-")) {
            return "";
        }
        return rfc3339.replaceFirst("\\.\\d+", "").replace('T', ' ');
    }
}
