package dev.berth.shell.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A Go template as docker's {@code --format} takes it (text/template): fields, variables, pipelines, {@code if},
 * {@code range}, {@code with}, trimming, and docker's functions. Parsed once, rendered for each row.
 */
public final class Template {

    private final List<Node> nodes;

    private Template(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Reads a template.
     *
     * @param text Go's syntax
     * @throws TemplateException in docker's wording
     */
    public static Template parse(String text) {
        try {
            return new Template(new TemplateParser(text).parse());
        } catch (TemplateException e) {
            throw TemplateException.syntax("template: :1: " + e.getMessage());
        }
    }

    /**
     * Writes a value through the template.
     *
     * @param value {@link Fields}, or as {@link Json#parse} makes them
     * @throws TemplateException if the template asks for what is not there
     */
    public String render(Object value) {
        return render(value, UnaryOperator.identity());
    }

    /**
     * Writes a value through the template.
     *
     * @param value {@link Fields}, or as {@link Json#parse} makes them
     * @param shown how what comes from the value is written; the template's own text is written as it is
     * @throws TemplateException if the template asks for what is not there
     */
    public String render(Object value, UnaryOperator<String> shown) {
        StringBuilder out = new StringBuilder();
        render(nodes, new Scope(value, new LinkedHashMap<>(Map.of("$", value)), shown), out);
        return out.toString();
    }

    private static void render(List<Node> nodes, Scope scope, StringBuilder out) {
        for (Node node : nodes) {
            node.render(scope, out);
        }
    }

    /** What dot and the variables are, and how values are written. */
    record Scope(Object dot, Map<String, Object> variables, UnaryOperator<String> shown) {

        /** The same for the inside of a block: variables that are declared there end there. */
        Scope inner(Object newDot) {
            return new Scope(newDot, new LinkedHashMap<>(variables), shown);
        }
    }

    /** A piece of a template. */
    interface Node {
        void render(Scope scope, StringBuilder out);
    }

    record Text(String text) implements Node {
        @Override
        public void render(Scope scope, StringBuilder out) {
            out.append(text);
        }
    }

    /** {@code {{pipeline}}} or {@code {{$x := pipeline}}}. */
    record Action(String variable, Expression pipeline) implements Node {
        @Override
        public void render(Scope scope, StringBuilder out) {
            Object value = pipeline.value(scope);
            if (variable.isEmpty()) {
                out.append(scope.shown().apply(Values.text(value)));
            } else {
                scope.variables().put(variable, value);
            }
        }
    }

    record If(Expression condition, List<Node> then, List<Node> otherwise) implements Node {
        @Override
        public void render(Scope scope, StringBuilder out) {
            Template.render(Values.isTrue(condition.value(scope)) ? then : otherwise, scope.inner(scope.dot()), out);
        }
    }

    record With(Expression value, List<Node> then, List<Node> otherwise) implements Node {
        @Override
        public void render(Scope scope, StringBuilder out) {
            Object v = value.value(scope);
            if (Values.isTrue(v)) {
                Template.render(then, scope.inner(v), out);
            } else {
                Template.render(otherwise, scope.inner(scope.dot()), out);
            }
        }
    }

    record Range(String key, String element, Expression over, List<Node> body, List<Node> otherwise) implements Node {
        @Override
        public void render(Scope scope, StringBuilder out) {
            Object value = over.value(scope);
            List<Map.Entry<Object, Object>> entries = Values.entries(value);
            if (entries.isEmpty()) {
                Template.render(otherwise, scope.inner(scope.dot()), out);
            }
            for (Map.Entry<Object, Object> entry : entries) {
                Scope inner = scope.inner(entry.getValue());
                if (!key.isEmpty()) {
                    inner.variables().put(key, entry.getKey());
                }
                if (!element.isEmpty()) {
                    inner.variables().put(element, entry.getValue());
                }
                Template.render(body, inner, out);
            }
        }
    }

    /** Something that has a value. */
    interface Expression {
        Object value(Scope scope);
    }

    record Constant(Object constant) implements Expression {
        @Override
        public Object value(Scope scope) {
            return constant;
        }
    }

    record Variable(String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            Object value = scope.variables().get(name);
            if (value == null) {
                throw new TemplateException("undefined variable \"" + name + "\"");
            }
            return value;
        }
    }

    /** {@code $x := value}: the value, which gets a name. */
    record Declaration(String variable, Expression value) implements Expression {
        @Override
        public Object value(Scope scope) {
            Object given = value.value(scope);
            scope.variables().put(variable, given);
            return given;
        }
    }

    record Dot() implements Expression {
        @Override
        public Object value(Scope scope) {
            return scope.dot();
        }
    }

    /** {@code .Name} of something, with the arguments that follow it. */
    record Field(Expression of, String name, List<Expression> arguments) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Values.field(of.value(scope), name, Template.values(arguments, scope));
        }
    }

    record Call(String function, List<Expression> arguments) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Functions.call(function, Template.values(arguments, scope));
        }
    }

    private static List<Object> values(List<Expression> expressions, Scope scope) {
        List<Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(expression.value(scope));
        }
        return values;
    }
}
