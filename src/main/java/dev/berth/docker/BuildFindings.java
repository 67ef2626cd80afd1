package dev.berth.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Dockerfile is advised against. Berth's own: an engine tells it as {@code {"id":"berth.findings","aux":{…}}}
 * in the answer to {@code POST /build}, to a client that asks for steps. The object has the keys of BuildKit's
 * {@code frontend.lint}.
 *
 * @param warnings in the engine's order
 */
public record BuildFindings(List<Warning> warnings) {

    /** The {@code id} of the line. */
    public static final String LINE_ID = "berth.findings";

    /**
     * A place that goes against a rule.
     *
     * @param rule the rule's name
     * @param url of the page that explains it; empty if there is none
     * @param detail what is wrong
     * @param line the first line of the place, from 1; 0 for none
     * @param endLine its last line
     */
    public record Warning(String rule, String url, String detail, int line, int endLine) {

        /** All of it in one line, as docker has it. */
        public String sentence() {
            return rule + ": " + detail + (line > 0 ? " (line " + line + ')' : "");
        }
    }

    /** Keeps its own copy of the list. */
    public BuildFindings {
        warnings = List.copyOf(warnings);
    }

    /** What an object with BuildKit's keys says. */
    public static BuildFindings of(Map<String, Object> lint) {
        List<Warning> warnings = new ArrayList<>();
        if (lint.get("warnings") instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> warning) {
                    warnings.add(new Warning(text(warning, "ruleName"), text(warning, "url"), text(warning, "detail"),
                            line(warning, "start"), line(warning, "end")));
                }
            }
        }
        return new BuildFindings(warnings);
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private static int line(Map<?, ?> warning, String end) {
        return warning.get("location") instanceof Map<?, ?> location && location.get("ranges") instanceof List<?> ranges
                && !ranges.isEmpty() && ranges.get(0) instanceof Map<?, ?> range
                && range.get(end) instanceof Map<?, ?> place && place.get("line") instanceof Number n
                ? n.intValue() : 0;
    }
}
