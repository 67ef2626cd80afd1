package dev.berth.terminal;

/**
 * Recognises single key presses in raw input: a byte by itself, or a key that the kitty protocol or XTerm's
 * modifyOtherKeys has put into a control sequence that lies in the input as a whole.
 */
final class KeyToken {
    /** No key with a code of its own. */
    static final int NO_KEY = -1;
    /** The release of a key, or a modifier by itself. */
    static final int RELEASE = -2;

    private KeyToken() {
    }

    /** The index after the token that starts at {@code from}. */
    static int end(byte[] bytes, int from, int end) {
        if (bytes[from] != 0x1B || from + 2 >= end || bytes[from + 1] != '[') {
            return from + 1;
        }
        int at = from + 2;
        while (at < end && bytes[at] >= 0x20 && bytes[at] < 0x40) {
            at++;
        }
        return at < end && bytes[at] >= 0x40 && bytes[at] < 0x7F ? at + 1 : from + 1;
    }

    /** The token's code: a byte's value (a letter with ctrl is 1 to 26), or one of the negative constants. */
    static int code(byte[] bytes, int from, int to) {
        if (to - from == 1) {
            return bytes[from] & 0xFF;
        }
        int[] numbers = new int[4];
        int count = 0;
        int eventType = 1;
        boolean inSubParameter = false;
        for (int at = from + 2; at < to - 1; at++) {
            int b = bytes[at];
            if (b == ';') {
                count++;
                inSubParameter = false;
            } else if (b == ':') {
                inSubParameter = true;
            } else if (b < '0' || b > '9' || count >= numbers.length) {
                return NO_KEY;
            } else if (inSubParameter && count == 1) {
                eventType = b - '0';
            } else if (!inSubParameter) {
                numbers[count] = Math.min(numbers[count] * 10 + b - '0', 0x20FFFF);
            }
        }
        if (bytes[to - 1] == 'u') {
            boolean modifierAlone = numbers[0] >= 57_441 && numbers[0] <= 57_454;
            return eventType == 3 || modifierAlone ? RELEASE : code(numbers[0], numbers[1]);
        }
        boolean otherKey = bytes[to - 1] == '~' && numbers[0] == 27 && count == 2;
        return otherKey ? code(numbers[2], numbers[1]) : NO_KEY;
    }

    private static int code(int character, int modifiers) {
        // Bits of the number less 1: shift 1, alt 2, ctrl 4; caps lock 64 and num lock 128 do not matter.
        int pressed = Math.max(modifiers - 1, 0) & 0x3F;
        if (pressed == 4 && character >= '@' && character < 0x7F) {
            return character & 0x1F;
        }
        return pressed == 0 && character < 0x80 ? character : NO_KEY;
    }
}
