package dev.berth.shell;

import dev.berth.shell.format.Fields;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Table;
import dev.berth.shell.format.Template;
import dev.berth.shell.format.TemplateException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Prints rows as a table, as JSON or through a template, as docker's {@code --format} asks. */
final class Listing {

    /** Its templates' refusals begin unlike those of all others. */
    static final String CONTAINERS = "*formatter.ContainerContext";

    private final String type;
    private final String table;
    private final Map<String, String> headers;

    /**
     * A list.
     *
     * @param table the template of the usual table, cells separated by tabs
     * @param headers column titles by field; a field without one gets its name in capitals
     */
    Listing(String table, Map<String, String> headers) {
        this(table, headers, "");
    }

    /**
     * A list that docker has too.
     *
     * @param table the template of the usual table, cells separated by tabs
     * @param headers column titles by field
     * @param type what docker's refusals of a field call its rows
     */
    Listing(String table, Map<String, String> headers, String type) {
        this.type = type;
        this.table = table;
        this.headers = headers;
    }

    /**
     * Prints all rows in one write.
     *
     * @param context where
     * @param format what {@code --format} says, empty for the usual table
     * @param rows what
     */
    void print(Context context, String format, List<? extends Fields> rows) throws IOException {
        context.out().draw(render(format, rows, context.out()::shown));
    }

    /**
     * All rows as text.
     *
     * @param shown how what the rows say is written; the format's own text is written as it is
     */
    String render(String format, List<? extends Fields> rows, UnaryOperator<String> shown) {
        try {
            return written(format, rows, shown);
        } catch (TemplateException e) {
            TemplateException of = e.isSyntax() || type.isEmpty() || e.getMessage().contains(" in type ") ? e
                    : e.with(" in type " + type);
            throw of.in(!type.equals(CONTAINERS) ? "template parsing error: "
                    : e.isSyntax() ? "failed to parse template: " : "failed to execute template: ");
        }
    }

    private String written(String format, List<? extends Fields> rows, UnaryOperator<String> shown) {
        if (format.equals("json")) {
            StringBuilder out = new StringBuilder();
            rows.forEach(row -> out.append(shown.apply(Json.write(row))).append('\n'));
            return out.toString();
        }
        if (format.isEmpty() || format.equals("table")) {
            return table(table, rows, shown);
        }
        if (format.startsWith("table ")) {
            return table(escapes(format.substring("table ".length()).strip()), rows, shown);
        }
        Template template = Template.parse(escapes(format));
        StringBuilder out = new StringBuilder();
        rows.forEach(row -> out.append(template.render(row, shown)).append('\n'));
        return out.toString();
    }

    private String table(String format, List<? extends Fields> rows, UnaryOperator<String> shown) {
        Template template = Template.parse(format);
        Table lines = new Table();
        lines.addLines(template.render(new Headers()));
        for (Fields row : rows) {
            lines.addLines(template.render(row, shown));
        }
        return lines.render();
    }

    /** The shell leaves {@code \t} as two characters. */
    static String escapes(String format) {
        return format.replace("\\t", "\t").replace("\\n", "\n");
    }

    private final class Headers implements Fields {
        @Override
        public Optional<Object> field(String name, List<Object> arguments) {
            if (name.equals("Label") && !arguments.isEmpty()) {
                return Optional.of(arguments.get(0));
            }
            String title = headers.get(name);
            return Optional.of(title == null ? name.toUpperCase(Locale.ROOT) : title);
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }
}
