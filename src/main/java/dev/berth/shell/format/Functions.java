package dev.berth.shell.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The functions of Go's text/template, and docker's (cli/templates). */
final class Functions {

    static final Set<String> NAMES = Set.of("json", "upper", "lower", "title", "join", "split", "truncate", "pad",
            "print", "printf", "println", "index", "len", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not",
            "slice", "html", "urlquery", "js");

    private Functions() {
    }

    static Object call(String name, List<Object> a) {
        return switch (name) {
            case "json" -> Json.write(argument(name, a, 0));
            case "upper" -> string(name, a, 0).toUpperCase(Locale.ROOT);
            case "lower" -> string(name, a, 0).toLowerCase(Locale.ROOT);
            case "title" -> title(string(name, a, 0));
            case "join" -> join(argument(name, a, 0), string(name, a, 1));
            case "split" -> split(string(name, a, 0), string(name, a, 1));
            case "truncate" -> truncate(string(name, a, 0), number(name, a, 1));
            case "pad" -> string(name, a, 0).isEmpty() ? "" : " ".repeat((int) number(name, a, 1))
                    + string(name, a, 0) + " ".repeat((int) number(name, a, 2));
            case "print" -> print(a);
            case "println" -> println(a);
            case "printf" -> Printf.format(string(name, a, 0), a.subList(1, a.size()));
            case "index" -> index(a);
            case "len" -> length(argument(name, a, 0));
            case "eq" -> equal(a);
            case "ne" -> !argument(name, a, 0).equals(argument(name, a, 1));
            case "lt" -> compare(name, a) < 0;
            case "le" -> compare(name, a) <= 0;
            case "gt" -> compare(name, a) > 0;
            case "ge" -> compare(name, a) >= 0;
            case "and" -> first(a, false);
            case "or" -> first(a, true);
            case "not" -> !Values.isTrue(argument(name, a, 0));
            case "slice" -> slice(a);
            case "html" -> Escapes.html(print(a));
            case "js" -> Escapes.js(print(a));
            case "urlquery" -> Escapes.urlquery(print(a));
            default -> throw new TemplateException("function \"" + name + "\" not supported");
        };
    }

    private static Object argument(String name, List<Object> arguments, int i) {
        if (i >= arguments.size()) {
            throw new TemplateException("template: :1: wrong number of args for " + name + ": got "
                    + arguments.size());
        }
        return arguments.get(i);
    }

    private static String string(String name, List<Object> arguments, int i) {
        Object value = argument(name, arguments, i);
        if (!(value instanceof String s)) {
            throw new TemplateException("template: :1: wrong type for value; expected string; got "
                    + Values.text(value));
        }
        return s;
    }

    private static long number(String name, List<Object> arguments, int i) {
        Object value = argument(name, arguments, i);
        if (!(value instanceof Number n)) {
            throw new TemplateException("template: :1: wrong type for value; expected int; got " + Values.text(value));
        }
        return n.longValue();
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (i == 0 || out.charAt(i - 1) == ' ') {
                out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
            }
        }
        return out.toString();
    }

    private static String join(Object list, String separator) {
        if (!(list instanceof List<?> elements)) {
            throw new TemplateException("template: :1: wrong type for value; expected []string; got "
                    + Values.text(list));
        }
        StringJoiner out = new StringJoiner(separator);
        elements.forEach(element -> out.add(Values.text(element)));
        return out.toString();
    }

    private static List<Object> split(String text, String separator) {
        List<Object> parts = new ArrayList<>();
        int at = 0;
        int next = separator.isEmpty() ? -1 : text.indexOf(separator);
        while (next >= 0) {
            parts.add(text.substring(at, next));
            at = next + separator.length();
            next = text.indexOf(separator, at);
        }
        parts.add(text.substring(at));
        return parts;
    }

    private static String truncate(String text, long length) {
        return text.length() <= length ? text : text.substring(0, (int) Math.max(0, length));
    }

    private static String print(List<Object> arguments) {
        StringBuilder out = new StringBuilder();
        Object before = "";
        for (Object argument : arguments) {
            // Go puts a blank between two values of which neither is text
            if (out.length() > 0 && !(before instanceof String) && !(argument instanceof String)) {
                out.append(' ');
            }
            out.append(Values.text(argument));
            before = argument;
        }
        return out.toString();
    }

    private static String println(List<Object> arguments) {
        StringBuilder out = new StringBuilder();
        for (Object argument : arguments) {
            out.append(out.length() == 0 ? "" : " ").append(Values.text(argument));
        }
        return out.append('\n').toString();
    }

    private static Object index(List<Object> arguments) {
        Object value = argument("index", arguments, 0);
        for (Object key : arguments.subList(1, arguments.size())) {
            if (value instanceof Map<?, ?> map) {
                Object found = map.get(key);
                value = found == null ? "" : found;
            } else if (value instanceof List<?> list && key instanceof Number n) {
                if (n.longValue() < 0 || n.longValue() >= list.size()) {
                    throw new TemplateException("template: :1: executing \"\" at <index>: "
                            + "error calling index: reflect: slice index out of range");
                }
                value = list.get(n.intValue());
            } else {
                throw new TemplateException("template: :1: executing \"\" at <index>: "
                        + "error calling index: cannot index slice/array with " + Values.text(key));
            }
        }
        return value;
    }

    private static long length(Object value) {
        if (value instanceof String s) {
            return s.length();
        }
        if (value instanceof List<?> l) {
            return l.size();
        }
        if (value instanceof Map<?, ?> m) {
            return m.size();
        }
        throw new TemplateException("template: :1: error calling len: len of type " + Values.text(value));
    }

    private static boolean equal(List<Object> arguments) {
        Object first = argument("eq", arguments, 0);
        argument("eq", arguments, 1);
        for (Object other : arguments.subList(1, arguments.size())) {
            if (first instanceof Number a && other instanceof Number b ? a.doubleValue() == b.doubleValue()
                    : first.equals(other)) {
                return true;
            }
        }
        return false;
    }

    private static int compare(String name, List<Object> arguments) {
        return Values.compare(argument(name, arguments, 0), argument(name, arguments, 1));
    }

    /** {@code and} gives the first that is false, {@code or} the first that is true; else the last. */
    private static Object first(List<Object> arguments, boolean wanted) {
        Object last = Json.Null.NULL;
        for (Object argument : arguments) {
            last = argument;
            if (Values.isTrue(argument) == wanted) {
                return argument;
            }
        }
        return last;
    }

    private static Object slice(List<Object> arguments) {
        Object value = argument("slice", arguments, 0);
        int length = (int) length(value);
        int from = arguments.size() > 1 ? (int) number("slice", arguments, 1) : 0;
        int to = arguments.size() > 2 ? (int) number("slice", arguments, 2) : length;
        if (from < 0 || to > length || from > to) {
            throw new TemplateException("template: :1: error calling slice: index out of range: " + to);
        }
        return value instanceof String s ? s.substring(from, to) : ((List<?>) value).subList(from, to);
    }
}
