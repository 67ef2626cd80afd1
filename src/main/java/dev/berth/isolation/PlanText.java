package dev.berth.isolation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A launch plan's parts as people read them: what {@code berth plan} shows. */
public final class PlanText {

    private PlanText() {
    }

    /**
     * One operation, for example {@code root = openat(directory: AT_FDCWD, path: "/", flags: O_PATH)}.
     *
     * @param operation the operation
     */
    public static String of(Operation operation) {
        if (operation instanceof Operation.Call call) {
            return of(call);
        } else if (operation instanceof Operation.Jump jump) {
            return "go to " + jump.to().name();
        } else if (operation instanceof Operation.IfZero test) {
            return "if " + test.slot().name() + " is 0 go to " + test.to().name();
        } else if (operation instanceof Operation.IfEqual test) {
            return "if " + test.slot().name() + " is " + test.number() + " go to " + test.to().name();
        } else if (operation instanceof Operation.Mark mark) {
            return mark.label().name() + ":";
        } else if (operation instanceof Operation.Decimal decimal) {
            return decimal.into().name() + " = \"" + decimal.prefix() + "\" " + decimal.number().name() + " \""
                    + decimal.suffix() + "\"";
        } else if (operation instanceof Operation.Fail fail) {
            return "fail with errno " + fail.errno();
        } else if (operation instanceof Operation.Monitor) {
            return "become the monitor";
        } else if (operation instanceof Operation.Init init) {
            return "reap and forward signals over " + init.child().name();
        }
        throw new IllegalStateException(operation.toString());
    }

    private static String of(Operation.Call call) {
        StringBuilder text = new StringBuilder();
        call.result().ifPresent(slot -> text.append(slot.name()).append(" = "));
        List<String> names = CallNames.parameters(call.call());
        text.append(call.call().name().toLowerCase(Locale.ROOT)).append('(');
        for (int i = 0; i < call.arguments().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(i < names.size() ? names.get(i) + ": " : "")
                    .append(of(call.arguments().get(i)));
        }
        return text.append(')').toString();
    }

    private static String of(Argument argument) {
        if (argument instanceof Argument.Number number) {
            return number.shown();
        } else if (argument instanceof Argument.Text text) {
            return quoted(text.value());
        } else if (argument instanceof Argument.Texts texts) {
            return texts.values().stream().map(PlanText::quoted).collect(Collectors.joining(", ", "[", "]"));
        } else if (argument instanceof Argument.Bytes bytes) {
            return "<" + bytes.shown() + ">";
        } else if (argument instanceof Argument.Struct struct) {
            return of(struct);
        } else if (argument instanceof Argument.Value value) {
            return value.slot().name();
        } else if (argument instanceof Argument.Address address) {
            return "&" + address.slot().name();
        } else if (argument instanceof Argument.Given given) {
            return "<" + given.descriptor().what() + ">";
        }
        throw new IllegalStateException(argument.toString());
    }

    /** Fields that are zero say nothing. */
    private static String of(Argument.Struct struct) {
        List<String> names = CallNames.fields(struct.name());
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < struct.fields().size(); i++) {
            Argument field = struct.fields().get(i);
            if (!(field instanceof Argument.Number number) || number.value() != 0) {
                fields.add((i < names.size() ? names.get(i) + ": " : "") + of(field));
            }
        }
        return struct.name() + "{" + String.join(", ", fields) + "}";
    }

    /** A line stays a line, whatever a profile's environment holds. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' || c == 0x7f ? String.format("\\x%02x", (int) c)
                        : Character.toString(c));
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * One descriptor: what it is, and how the engine makes it, for example {@code state directory: open /var/lib/x}.
     *
     * @param descriptor the descriptor
     */
    public static String of(Descriptor descriptor) {
        String how = how(descriptor);
        return how.isEmpty() ? descriptor.what() : descriptor.what() + ": " + how;
    }

    private static String how(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Open open) {
            return "open " + open.path();
        } else if (descriptor instanceof Descriptor.Room room) {
            return "make " + room.path() + " with room for " + room.bytes() + " bytes";
        } else if (descriptor instanceof Descriptor.Tree tree) {
            return (tree.recursive() ? "copy of the mounts at and below " : "copy of the mount at ") + tree.source()
                    + (tree.idMap().identity() ? "" : ", ids mapped");
        } else if (descriptor instanceof Descriptor.Overlay overlay) {
            return "overlay of " + overlay.lower().stream().map(Path::toString).collect(Collectors.joining(":"))
                    + overlay.upper().map(upper -> ", changes to " + upper).orElse(", read-only")
                    + (overlay.options().isEmpty() ? "" : ", " + String.join(",", overlay.options()));
        } else if (descriptor instanceof Descriptor.Filesystem filesystem) {
            return "new " + filesystem.type() + (filesystem.options().isEmpty() ? ""
                    : " (" + String.join(",", filesystem.options()) + ")");
        } else if (descriptor instanceof Descriptor.Terminals) {
            return "new devpts";
        } else if (descriptor instanceof Descriptor.ContainerTerminals terminals) {
            return "devpts of process " + terminals.pid();
        } else if (descriptor instanceof Descriptor.Network) {
            return "new namespace, loopback device up";
        } else if (descriptor instanceof Descriptor.EmptyMounts) {
            return "namespace that holds an empty read-only directory";
        } else if (descriptor instanceof Descriptor.Process process) {
            return "pidfd of process " + process.pid();
        }
        return ""; // ends of pipes and terminals are what they are called
    }
}
