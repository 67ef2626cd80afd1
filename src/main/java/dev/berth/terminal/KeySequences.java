package dev.berth.terminal;

import dev.berth.terminal.InputEvent.Focus;
import dev.berth.terminal.InputEvent.KeyPress;
import dev.berth.terminal.InputEvent.Mouse;
import dev.berth.terminal.InputEvent.Reply;
import java.util.Optional;

/** What complete control sequences from a terminal mean: the keys of xterm, the Linux console, rxvt and kitty. */
final class KeySequences {
    private static final Optional<InputEvent> NONE = Optional.empty();

    private KeySequences() {
    }

    /** A sequence that begins with {@code ESC O}. */
    static Optional<InputEvent> ss3(int finalByte, int modifiers) {
        if (finalByte == 'M') {
            return key(Key.ENTER, modifiers);
        }
        if (finalByte >= 'a' && finalByte <= 'd') {
            // rxvt has ctrl with a cursor key so.
            return letter(finalByte - 'a' + 'A', modifiers | KeyPress.CTRL);
        }
        if (finalByte >= 'j' && finalByte <= 'y') {
            return Optional.of(new KeyPress(Key.CHARACTER, finalByte - 0x40, modifiers));
        }
        return letter(finalByte, modifiers);
    }

    /** A sequence that begins with {@code ESC [}. */
    static Optional<InputEvent> control(String parameters, int finalByte, int modifiers) {
        char first = parameters.isEmpty() ? 0 : parameters.charAt(0);
        if (first == '<' && (finalByte == 'M' || finalByte == 'm')) {
            return mouse(numbers(parameters.substring(1)), finalByte == 'm');
        }
        // CSI 1 ; 5 R is a modified F3; the place of a cursor is never asked for, and would mostly be another.
        boolean place = finalByte == 'R' && !parameters.isEmpty() && !parameters.startsWith("1;");
        boolean answer = first == '?' || first == '>' || place || "tnc".indexOf(finalByte) >= 0;
        if (answer) {
            return Optional.of(new Reply("[" + parameters + (char) finalByte));
        }
        int[] numbers = numbers(parameters);
        int all = modifiers | modifiers(numbers[1]);
        return switch (finalByte) {
            case 'I' -> Optional.of(new Focus(true));
            case 'O' -> Optional.of(new Focus(false));
            case 'Z' -> key(Key.TAB, all | KeyPress.SHIFT);
            case '~' -> numbers[0] == 27 ? character(numbers[2], all) : tilde(numbers[0], all);
            // rxvt has ctrl, and ctrl with shift, so.
            case '^' -> tilde(numbers[0], all | KeyPress.CTRL);
            case '@' -> tilde(numbers[0], all | KeyPress.CTRL | KeyPress.SHIFT);
            case 'u' -> isRelease(parameters) ? NONE : character(numbers[0], all);
            case 'a', 'b', 'c', 'd' -> letter(finalByte - 'a' + 'A', all | KeyPress.SHIFT);
            default -> isRelease(parameters) ? NONE : letter(finalByte, all);
        };
    }

    private static boolean isRelease(String parameters) {
        return parameters.endsWith(":3");
    }

    private static int[] numbers(String parameters) {
        int[] numbers = new int[3];
        int index = 0;
        boolean skip = false;
        for (int i = 0; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            if (c == ';') {
                index++;
                skip = false;
            } else if (c == ':') {
                skip = true;
            } else if (c >= '0' && c <= '9' && !skip && index < numbers.length) {
                numbers[index] = Math.min(numbers[index] * 10 + c - '0', 0x20FFFF);
            }
        }
        return numbers;
    }

    /** The number in a sequence is 1 more than the sum of shift 1, alt 2, ctrl 4, and others. */
    private static int modifiers(int number) {
        return number <= 1 ? 0 : number - 1 & 7;
    }

    private static Optional<InputEvent> letter(int finalByte, int modifiers) {
        return switch (finalByte) {
            case 'A' -> key(Key.UP, modifiers);
            case 'B' -> key(Key.DOWN, modifiers);
            case 'C' -> key(Key.RIGHT, modifiers);
            case 'D' -> key(Key.LEFT, modifiers);
            case 'F' -> key(Key.END, modifiers);
            case 'H' -> key(Key.HOME, modifiers);
            case 'P' -> key(Key.F1, modifiers);
            case 'Q' -> key(Key.F2, modifiers);
            case 'R' -> key(Key.F3, modifiers);
            case 'S' -> key(Key.F4, modifiers);
            default -> NONE;
        };
    }

    private static Optional<InputEvent> tilde(int number, int modifiers) {
        return switch (number) {
            case 1, 7 -> key(Key.HOME, modifiers);
            case 2 -> key(Key.INSERT, modifiers);
            case 3 -> key(Key.DELETE, modifiers);
            case 4, 8 -> key(Key.END, modifiers);
            case 5 -> key(Key.PAGE_UP, modifiers);
            case 6 -> key(Key.PAGE_DOWN, modifiers);
            case 11, 12, 13, 14, 15 -> function(number - 10, modifiers);
            case 17, 18, 19, 20, 21 -> function(number - 11, modifiers);
            case 23, 24 -> function(number - 12, modifiers);
            default -> NONE;
        };
    }

    private static Optional<InputEvent> function(int number, int modifiers) {
        return key(Key.values()[Key.F1.ordinal() + number - 1], modifiers);
    }

    private static Optional<InputEvent> character(int codePoint, int modifiers) {
        return switch (codePoint) {
            case 13, 57_414 -> key(Key.ENTER, modifiers);
            case 9 -> key(Key.TAB, modifiers);
            case 27 -> key(Key.ESCAPE, modifiers);
            case 8, 127 -> key(Key.BACKSPACE, modifiers);
            default -> codePoint < 0x20 || !Character.isValidCodePoint(codePoint)
                    || codePoint >= 0xE000 && codePoint <= 0xF8FF
                    ? NONE : Optional.of(new KeyPress(Key.CHARACTER, codePoint, modifiers));
        };
    }

    private static Optional<InputEvent> key(Key key, int modifiers) {
        return Optional.of(new KeyPress(key, 0, modifiers));
    }

    private static Optional<InputEvent> mouse(int[] numbers, boolean release) {
        int code = numbers[0];
        int modifiers = ((code & 4) != 0 ? KeyPress.SHIFT : 0) | ((code & 8) != 0 ? KeyPress.ALT : 0)
                | ((code & 16) != 0 ? KeyPress.CTRL : 0);
        Mouse.Action action = (code & 64) != 0 ? Mouse.Action.WHEEL : (code & 32) != 0 ? Mouse.Action.MOVE
                : release ? Mouse.Action.RELEASE : Mouse.Action.PRESS;
        return Optional.of(new Mouse(action, code & 3, Math.max(0, numbers[2] - 1), Math.max(0, numbers[1] - 1),
                modifiers));
    }
}
