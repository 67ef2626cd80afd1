package dev.berth.terminal;

import java.util.Arrays;

/**
 * Splits a child's output into text, control characters and sequences: the state machine of VT500 terminals as Paul
 * Williams drew it, with UTF-8 in place of 8-bit controls. Input may be cut anywhere.
 *
 * <p>DCS, APC, PM and SOS strings are swallowed. What a hostile child can make it hold is bounded.
 */
final class VtParser {
    /** The longest operating system command that is kept; a longer one is dropped whole. */
    static final int MAXIMUM_COMMAND = 128 * 1024;

    private static final int GROUND = 0;
    private static final int ESCAPE = 1;
    private static final int ESCAPE_INTERMEDIATE = 2;
    private static final int CONTROL_ENTRY = 3;
    private static final int CONTROL_PARAMETER = 4;
    private static final int CONTROL_INTERMEDIATE = 5;
    private static final int CONTROL_IGNORE = 6;
    private static final int COMMAND_STRING = 7;
    private static final int IGNORED_STRING = 8;

    private static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1A;
    private static final int ESC = 0x1B;
    private static final int DEL = 0x7F;

    private final VtActions actions;
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final Parameters parameters = new Parameters();
    private int state = GROUND;
    private int prefix;
    private int intermediate;
    private byte[] command = new byte[64];
    private int commandLength;
    /** An ESC came inside of a command string: a backslash ends the string properly. */
    private boolean commandEnding;

    VtParser(VtActions actions) {
        this.actions = actions;
    }

    /** Whether nothing has begun that the next byte could belong to. */
    boolean isGround() {
        return state == GROUND && !utf8.isInside();
    }

    void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (state == GROUND) {
                at = ground(bytes, at, end);
            } else if (state == COMMAND_STRING) {
                at = commandString(bytes, at, end);
            } else {
                sequence(bytes[at++] & 0xFF);
            }
        }
    }

    private int ground(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int b = bytes[at];
            if (utf8.isInside() || b < 0) {
                at = multiByte(bytes, at);
            } else if (b >= 0x20 && b != DEL) {
                int start = at++;
                while (at < end && bytes[at] >= 0x20 && bytes[at] != DEL) {
                    at++;
                }
                actions.printAscii(bytes, start, at);
            } else {
                at++;
                if (b == ESC) {
                    enterEscape();
                    return at;
                }
                if (b != DEL) {
                    actions.execute(b);
                }
            }
        }
        return at;
    }

    private int multiByte(byte[] bytes, int at) {
        int result = utf8.accept(bytes[at] & 0xFF);
        if (result == Utf8Decoder.INCOMPLETE) {
            return at + 1;
        }
        if (result == Utf8Decoder.MALFORMED_BEFORE) {
            actions.print(Utf8Decoder.REPLACEMENT);
            return at;
        }
        if (result >= 0xA0) {
            actions.print(result);
        }
        return at + 1;
    }

    private void enterEscape() {
        state = ESCAPE;
        intermediate = 0;
        prefix = 0;
    }

    private void sequence(int b) {
        if (b == CAN || b == SUB) {
            state = GROUND;
        } else if (b == ESC) {
            enterEscape();
        } else if (state == IGNORED_STRING) {
            return;
        } else if (b < 0x20) {
            actions.execute(b);
        } else if (b == DEL) {
            return;
        } else if (b > DEL) {
            // No sequence has such a byte: give the sequence up and show the text.
            state = GROUND;
            ground(new byte[] {(byte) b}, 0, 1);
        } else if (state == ESCAPE || state == ESCAPE_INTERMEDIATE) {
            escape(b);
        } else {
            control(b);
        }
    }

    private void escape(int b) {
        if (b < 0x30) {
            intermediate = intermediate << 8 & 0xFFFF | b;
            state = ESCAPE_INTERMEDIATE;
            return;
        }
        boolean plain = state == ESCAPE;
        state = GROUND;
        if (!plain) {
            actions.escape(intermediate, b);
            return;
        }
        switch (b) {
            case '[' -> {
                state = CONTROL_ENTRY;
                parameters.clear();
            }
            case ']' -> {
                state = COMMAND_STRING;
                commandLength = 0;
                commandEnding = false;
            }
            case 'P', 'X', '^', '_' -> state = IGNORED_STRING;
            default -> actions.escape(0, b);
        }
    }

    private void control(int b) {
        if (b >= 0x40) {
            boolean dispatch = state != CONTROL_IGNORE;
            state = GROUND;
            if (dispatch) {
                actions.control(parameters, prefix, intermediate, b);
            }
        } else if (state == CONTROL_IGNORE) {
            return;
        } else if (b < 0x30) {
            intermediate = intermediate << 8 & 0xFFFF | b;
            state = CONTROL_INTERMEDIATE;
        } else if (state == CONTROL_INTERMEDIATE) {
            state = CONTROL_IGNORE;
        } else if (b >= 0x3C) {
            if (state == CONTROL_ENTRY) {
                prefix = b;
                state = CONTROL_PARAMETER;
            } else {
                state = CONTROL_IGNORE;
            }
        } else {
            state = CONTROL_PARAMETER;
            if (b >= 0x3A) {
                parameters.separator(b == ':');
            } else {
                parameters.digit(b - '0');
            }
        }
    }

    private int commandString(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int b = bytes[at++] & 0xFF;
            if (commandEnding) {
                if (b == '\\') {
                    finishCommand();
                    return at;
                }
                enterEscape();
                return at - 1;
            }
            if (b >= 0x20) {
                keep(b);
            } else if (b == BEL) {
                finishCommand();
                return at;
            } else if (b == ESC) {
                commandEnding = true;
            } else if (b == CAN || b == SUB) {
                state = GROUND;
                return at;
            }
        }
        return at;
    }

    private void keep(int b) {
        if (commandLength >= MAXIMUM_COMMAND) {
            commandLength = MAXIMUM_COMMAND + 1;
            return;
        }
        if (commandLength == command.length) {
            command = Arrays.copyOf(command, command.length * 2);
        }
        command[commandLength++] = (byte) b;
    }

    private void finishCommand() {
        state = GROUND;
        if (commandLength <= MAXIMUM_COMMAND) {
            actions.operatingSystem(command, commandLength);
        }
        if (command.length > 4096) {
            command = new byte[64];
        }
    }
}
