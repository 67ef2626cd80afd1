package dev.berth.shell.build;

import dev.berth.docker.BuildFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a Dockerfile says of itself, in BuildKit's layout. */
final class CallText {

    private CallText() {
    }

    /**
     * What it is advised against.
     *
     * @param findings of the check
     * @param excerpt of the Dockerfile
     */
    static String check(BuildFindings findings, DockerfileExcerpt excerpt) {
        List<BuildFindings.Warning> warnings = new ArrayList<>(findings.warnings());
        if (warnings.isEmpty()) {
            return "Check complete, no warnings found.\n";
        }
        warnings.sort(Comparator.comparing(BuildFindings.Warning::line));
        StringBuilder out = new StringBuilder("Check complete, ").append(warnings.size() == 1
                ? "1 warning has been found!" : warnings.size() + " warnings have been found!").append('\n');
        for (BuildFindings.Warning warning : warnings) {
            out.append("\nWARNING: ").append(warning.rule()).append(warning.url().isEmpty() ? "" : " - "
                    + warning.url()).append('\n').append(warning.detail()).append('\n');
            if (warning.line() > 0) {
                out.append(excerpt.lines(warning.line(), warning.endLine())).append('\n');
            }
        }
        return out.toString();
    }

    /**
     * What a target can be given.
     *
     * @param outline with BuildKit's keys
     */
    static String outline(Map<String, Object> outline) {
        StringBuilder out = new StringBuilder();
        String name = text(outline, "name");
        String description = text(outline, "description");
        if (!name.isEmpty() || !description.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("TARGET:", name.isEmpty() ? "(default)" : name));
            if (!description.isEmpty()) {
                rows.add(List.of("DESCRIPTION:", description));
            }
            table(out, rows, 1);
        }
        arguments(out, list(outline, "args"));
        needs(out, "SECRET", list(outline, "secrets"));
        needs(out, "SSH", list(outline, "ssh"));
        return out.toString();
    }

    private static void arguments(StringBuilder out, List<Map<?, ?>> arguments) {
        List<List<String>> rows = new ArrayList<>();
        arguments.forEach(one -> rows.add(List.of(text(one, "name"), text(one, "value"), text(one, "description"))));
        if (!rows.isEmpty()) {
            rows.add(0, List.of("BUILD ARG", "VALUE", "DESCRIPTION"));
            table(out, rows, 3);
        }
    }

    private static void needs(StringBuilder out, String title, List<Map<?, ?>> needs) {
        List<List<String>> rows = new ArrayList<>();
        needs.forEach(one -> rows.add(List.of(text(one, "name"),
                Boolean.TRUE.equals(one.get("required")) ? "true" : "")));
        if (!rows.isEmpty()) {
            rows.add(0, List.of(title, "REQUIRED"));
            table(out, rows, 3);
        }
    }

    /**
     * Which targets there are.
     *
     * @param targets with BuildKit's keys
     */
    static String targets(Map<String, Object> targets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("TARGET", "DESCRIPTION"));
        for (Map<?, ?> target : list(targets, "targets")) {
            String name = text(target, "name");
            boolean usual = Boolean.TRUE.equals(target.get("default"));
            rows.add(List.of(usual ? (name + " (default)").strip() : name, text(target, "description")));
        }
        StringBuilder out = new StringBuilder();
        table(out, rows, 1);
        out.setLength(out.length() - 1);
        return out.toString();
    }

    /** All columns but the last one as wide as their widest cell; an empty line at the end. */
    private static void table(StringBuilder out, List<List<String>> rows, int between) {
        int columns = rows.get(0).size();
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                int column = i;
                int width = rows.stream().mapToInt(one -> one.get(column).length()).max().orElse(0) + between;
                out.append(row.get(i)).append(" ".repeat(width - row.get(i).length()));
            }
            out.append(row.get(columns - 1)).append('\n');
        }
        out.append('\n');
    }

    private static List<Map<?, ?>> list(Map<String, Object> map, String key) {
        List<Map<?, ?>> result = new ArrayList<>();
        if (map.get(key) instanceof List<?> all) {
            all.forEach(one -> result.add(one instanceof Map<?, ?> object ? object : Map.of()));
        }
        return result;
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
