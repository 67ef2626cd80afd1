package dev.berth.shell.format;

import java.util.List;
import java.util.Locale;

/** Go's {@code printf} as far as templates use it: {@code %v %s %d %q %t %f %x %%} with flags, width and precision. */
final class Printf {

    private Printf() {
    }

    static String format(String format, List<Object> arguments) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            int start = ++i;
            while (i < format.length() - 1 && "+-# 0123456789.".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            char verb = format.charAt(i);
            if (verb == '%') {
                out.append('%');
            } else if (next >= arguments.size()) {
                out.append("%!").append(verb).append("(MISSING)");
            } else {
                out.append(verb(format.substring(start, i), verb, arguments.get(next++)));
            }
        }
        return out.toString();
    }

    private static String verb(String flags, char verb, Object value) {
        return switch (verb) {
            case 'd' -> value instanceof Number n ? String.format(Locale.ROOT, "%" + flags + "d", n.longValue())
                    : wrong(verb, value);
            case 'f', 'e', 'g' -> value instanceof Number n
                    ? String.format(Locale.ROOT, "%" + flags + verb, n.doubleValue()) : wrong(verb, value);
            case 'x', 'X' -> value instanceof Number n
                    ? String.format(Locale.ROOT, "%" + flags + verb, n.longValue()) : wrong(verb, value);
            case 'q' -> pad(flags, Json.write(Values.text(value)));
            case 's', 'v', 't' -> pad(flags, Values.text(value));
            default -> wrong(verb, value);
        };
    }

    private static String pad(String flags, String text) {
        String usable = flags.replace("+", "").replace("#", "").replace(" ", "");
        boolean zero = usable.startsWith("0");
        return String.format(Locale.ROOT, "%" + (zero ? usable.substring(1) : usable) + "s", text);
    }

    private static String wrong(char verb, Object value) {
        return "%!" + verb + "(" + Values.text(value) + ")";
    }
}
