package dev.berth.shell.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads Go's template syntax. Not thread-safe; one for each template. */
final class TemplateParser {

    private final String text;
    private int at;
    private boolean trimNext;
    /** The words of the action being read. */
    private List<String> words = List.of();
    private int word;
    private final Set<String> variables = new HashSet<>(Set.of("$"));

    TemplateParser(String text) {
        this.text = text;
    }

    List<Template.Node> parse() {
        List<Template.Node> nodes = new ArrayList<>();
        String end = block(nodes);
        if (!end.isEmpty()) {
            throw new TemplateException("unexpected {{" + end + "}}");
        }
        return nodes;
    }

    /** Reads until {@code end} or {@code else}, which it gives back, or the text's end. */
    private String block(List<Template.Node> nodes) {
        while (at < text.length()) {
            int open = text.indexOf("{{", at);
            String plain = text.substring(at, open < 0 ? text.length() : open);
            boolean trimBefore = open >= 0 && text.startsWith("{{- ", open);
            plain = trimNext ? plain.stripLeading() : plain;
            plain = trimBefore ? plain.stripTrailing() : plain;
            trimNext = false;
            if (!plain.isEmpty()) {
                nodes.add(new Template.Text(plain));
            }
            if (open < 0) {
                at = text.length();
                return "";
            }
            readAction(open + (trimBefore ? 3 : 2));
            if (words.isEmpty()) {
                if (!commented) {
                    throw new TemplateException("missing value for command");
                }
                continue;
            }
            String first = words.get(0);
            if (first.equals("end") || first.equals("else")) {
                return first;
            }
            nodes.add(node(first));
        }
        return "";
    }

    private boolean commented;

    private void readAction(int start) {
        commented = false;
        int close = start;
        String body = text.substring(start).stripLeading();
        if (body.startsWith("/*")) {
            int end = text.indexOf("*/", start);
            if (end < 0) {
                throw new TemplateException("unclosed comment");
            }
            commented = true;
            words = List.of();
            close = text.indexOf("}}", end);
            if (close < 0) {
                throw new TemplateException("comment ends before closing delimiter");
            }
            trimNext = text.charAt(close - 1) == '-';
            at = close + 2;
            return;
        }
        TemplateWords lexer = new TemplateWords(text, start);
        words = lexer.read();
        word = 0;
        trimNext = lexer.trimsAfter();
        at = lexer.end();
    }

    private Template.Node node(String first) {
        return switch (first) {
            case "if" -> {
                word = 1;
                Template.Expression condition = declaration();
                List<Template.Node> then = new ArrayList<>();
                yield new Template.If(condition, then, otherwise(then));
            }
            case "with" -> {
                word = 1;
                Template.Expression value = declaration();
                List<Template.Node> then = new ArrayList<>();
                yield new Template.With(value, then, otherwise(then));
            }
            case "range" -> range();
            case "define", "block", "template" -> throw new TemplateException("{{" + first + "}} is not supported");
            default -> {
                String variable = "";
                if (words.size() > 2 && first.startsWith("$") && (words.get(1).equals(":=")
                        || words.get(1).equals("="))) {
                    variable = first;
                    word = 2;
                }
                Template.Expression value = pipeline();
                if (!variable.isEmpty()) {
                    variables.add(variable);
                }
                yield new Template.Action(variable, value);
            }
        };
    }

    /** The pipeline of {@code if} and {@code with}, which may give its value a name. */
    private Template.Expression declaration() {
        if (words.size() > word + 2 && words.get(word).startsWith("$") && words.get(word + 1).equals(":=")) {
            String variable = words.get(word);
            word += 2;
            Template.Expression value = pipeline();
            variables.add(variable);
            return new Template.Declaration(variable, value);
        }
        return pipeline();
    }

    private Template.Node range() {
        word = 1;
        String key = "";
        String element = "";
        int assign = words.indexOf(":=");
        if (assign > 0) {
            element = words.get(assign - 1);
            key = assign > 2 && words.get(2).equals(",") ? words.get(1) : "";
            variables.add(element);
            variables.add(key);
            word = assign + 1;
        }
        Template.Expression over = pipeline();
        List<Template.Node> body = new ArrayList<>();
        return new Template.Range(key, element, over, body, otherwise(body));
    }

    /** Reads the rest of a block and its {@code else} part. */
    private List<Template.Node> otherwise(List<Template.Node> then) {
        String end = block(then);
        List<Template.Node> otherwise = new ArrayList<>();
        if (end.equals("else")) {
            if (words.size() > 1 && words.get(1).equals("if")) {
                words = words.subList(1, words.size());
                otherwise.add(node("if"));
                return otherwise;
            }
            end = block(otherwise);
        }
        if (!end.equals("end")) {
            throw new TemplateException("unexpected EOF");
        }
        return otherwise;
    }

    /** Commands joined by bars; each gets the value before it as its last argument. */
    private Template.Expression pipeline() {
        Template.Expression value = command(List.of());
        while (word < words.size() && words.get(word).equals("|")) {
            word++;
            value = command(List.of(value));
        }
        if (word < words.size() && !words.get(word).equals(")")) {
            throw new TemplateException("unexpected \"" + words.get(word) + "\" in operand");
        }
        return value;
    }

    private Template.Expression command(List<Template.Expression> piped) {
        if (word >= words.size()) {
            throw new TemplateException("missing value for command");
        }
        String first = words.get(word);
        if (Functions.NAMES.contains(first)) {
            word++;
            return new Template.Call(first, arguments(piped));
        }
        if (Character.isLetter(first.charAt(0)) && !first.equals("true") && !first.equals("false")
                && !first.equals("nil")) {
            throw new TemplateException("function \"" + first + "\" not defined");
        }
        Template.Expression value = operand();
        List<Template.Expression> arguments = arguments(piped);
        if (arguments.isEmpty()) {
            return value;
        }
        if (value instanceof Template.Field field) {
            return new Template.Field(field.of(), field.name(), arguments);
        }
        throw new TemplateException("can't give argument to non-function " + first);
    }

    private List<Template.Expression> arguments(List<Template.Expression> piped) {
        List<Template.Expression> arguments = new ArrayList<>();
        while (word < words.size() && !words.get(word).equals("|") && !words.get(word).equals(")")) {
            if (Functions.NAMES.contains(words.get(word))) {
                // a function without parentheses has no arguments here
                arguments.add(new Template.Call(words.get(word++), List.of()));
            } else {
                arguments.add(operand());
            }
        }
        arguments.addAll(piped);
        return arguments;
    }

    private Template.Expression operand() {
        String w = words.get(word++);
        char c = w.charAt(0);
        if (c == '(') {
            Template.Expression inner = pipeline();
            if (word >= words.size() || !words.get(word).equals(")")) {
                throw new TemplateException("unclosed left paren");
            }
            word++;
            return fields(inner);
        }
        if (c == '"' || c == '`' || c == '\'') {
            return new Template.Constant(w.substring(1));
        }
        if (c == '.') {
            if (w.length() == 1) {
                return new Template.Dot();
            }
            word--;
            return fields(new Template.Dot());
        }
        if (c == '$') {
            if (!variables.contains(w)) {
                throw new TemplateException("undefined variable \"" + w + "\"");
            }
            return fields(new Template.Variable(w));
        }
        if (w.equals("true") || w.equals("false")) {
            return new Template.Constant(w.equals("true"));
        }
        if (w.equals("nil")) {
            return new Template.Constant(Json.Null.NULL);
        }
        try {
            return new Template.Constant(w.indexOf('.') < 0 ? (Object) Long.valueOf(w) : Double.valueOf(w));
        } catch (NumberFormatException e) {
            throw new TemplateException("unexpected \"" + w + "\" in operand");
        }
    }

    /** The words {@code .A}, {@code .B} that follow something without a blank between. */
    private Template.Expression fields(Template.Expression of) {
        Template.Expression value = of;
        boolean first = of instanceof Template.Dot;
        while (word < words.size() && words.get(word).length() > 1 && words.get(word).charAt(0) == '.'
                && (first || words.get(word).charAt(words.get(word).length() - 1) != ' ')) {
            String name = words.get(word++);
            value = new Template.Field(value, name.substring(1).strip(), List.of());
            first = false;
        }
        return value;
    }
}
