package dev.berth.terminal;

import dev.berth.terminal.InputEvent.KeyPress;
import dev.berth.terminal.InputEvent.Paste;
import dev.berth.terminal.InputEvent.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Turns the bytes that a terminal sends into events; the bytes may be cut anywhere.
 *
 * <p>A single ESC may be the escape key or the beginning of a sequence. While {@link #isPending} the caller waits a
 * little (10 to 25 milliseconds on the machine itself, about 100 over a network) and then calls {@link #flush}.
 */
public final class KeyDecoder {
    private static final int ESC = 0x1B;
    private static final int MAXIMUM_SEQUENCE = 256;
    private static final int MAXIMUM_PASTE_PIECE = 64 * 1024;
    private static final byte[] PASTE_END = {ESC, '[', '2', '0', '1', '~'};

    private enum State { GROUND, ESCAPE, SS3, CONTROL, LINUX_FUNCTION, OLD_MOUSE, STRING, STRING_ESCAPE, PASTE }

    private final Consumer<InputEvent> events;
    private final Utf8Decoder utf8 = new Utf8Decoder();
    private final StringBuilder sequence = new StringBuilder();
    private final ByteArrayOutputStream paste = new ByteArrayOutputStream();
    private State state = State.GROUND;
    private int pasteEndMatched;
    private int alt;

    /** A decoder that hands each event on as soon as it is complete. */
    public KeyDecoder(Consumer<InputEvent> events) {
        this.events = events;
    }

    /** Takes bytes from the terminal. */
    public void feed(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            accept(bytes[at] & 0xFF);
        }
    }

    /** Whether a sequence has begun that may also be the escape key, or was cut. */
    public boolean isPending() {
        return state != State.GROUND && state != State.PASTE;
    }

    /** No more bytes have come: what has begun is taken for the keys that it looks like. */
    public void flush() {
        switch (state) {
            case ESCAPE -> key(Key.ESCAPE, alt);
            case SS3 -> character('O', KeyPress.ALT);
            case CONTROL -> {
                if (sequence.length() == 0) {
                    character('[', KeyPress.ALT);
                }
            }
            case STRING -> {
                if (sequence.length() == 1) {
                    character(sequence.charAt(0), KeyPress.ALT);
                }
            }
            case PASTE -> {
                return;
            }
            default -> {
                // The rest of a sequence that was cut off means nothing.
            }
        }
        ground();
    }

    private void ground() {
        state = State.GROUND;
        sequence.setLength(0);
        alt = 0;
    }

    private void accept(int b) {
        switch (state) {
            case GROUND -> groundByte(b);
            case ESCAPE -> escape(b);
            case SS3 -> {
                int modifiers = alt;
                ground();
                KeySequences.ss3(b, modifiers).ifPresent(events);
            }
            case CONTROL -> control(b);
            case LINUX_FUNCTION -> {
                ground();
                if (b >= 'A' && b <= 'E') {
                    key(Key.values()[Key.F1.ordinal() + b - 'A'], 0);
                }
            }
            case OLD_MOUSE -> {
                sequence.append((char) b);
                if (sequence.length() == 3) {
                    ground();
                }
            }
            case STRING, STRING_ESCAPE -> string(b);
            case PASTE -> paste(b);
        }
    }

    private void groundByte(int b) {
        if (utf8.isInside() || b >= 0x80) {
            int codePoint = utf8.accept(b);
            if (codePoint == Utf8Decoder.MALFORMED_BEFORE) {
                groundByte(b);
            } else if (codePoint != Utf8Decoder.INCOMPLETE) {
                int modifiers = alt;
                ground();
                character(codePoint, modifiers);
            }
            return;
        }
        if (b == ESC) {
            state = State.ESCAPE;
            return;
        }
        int modifiers = alt;
        ground();
        plain(b, modifiers);
    }

    private void plain(int b, int modifiers) {
        switch (b) {
            case '\r', '\n' -> key(Key.ENTER, modifiers);
            case '\t' -> key(Key.TAB, modifiers);
            case 0x7F, '\b' -> key(Key.BACKSPACE, modifiers);
            case 0 -> character(' ', modifiers | KeyPress.CTRL);
            default -> {
                if (b < 0x20) {
                    character(b < 27 ? b + 'a' - 1 : b + '@', modifiers | KeyPress.CTRL);
                } else {
                    character(b, modifiers);
                }
            }
        }
    }

    private void escape(int b) {
        switch (b) {
            case '[' -> state = State.CONTROL;
            case 'O' -> state = State.SS3;
            case 'P', ']', '_' -> {
                sequence.append((char) b);
                state = State.STRING;
            }
            case ESC -> {
                if (alt != 0) {
                    key(Key.ESCAPE, 0);
                }
                alt = KeyPress.ALT;
            }
            default -> {
                alt = KeyPress.ALT;
                state = State.GROUND;
                groundByte(b);
            }
        }
    }

    private void control(int b) {
        if (b == ESC) {
            ground();
            state = State.ESCAPE;
        } else if (b < 0x20 || b > 0x7E || sequence.length() > MAXIMUM_SEQUENCE) {
            ground();
        } else if (b < 0x40) {
            sequence.append((char) b);
        } else if (sequence.length() == 0 && b == '[') {
            state = State.LINUX_FUNCTION;
        } else if (sequence.length() == 0 && b == 'M') {
            state = State.OLD_MOUSE;
        } else {
            String parameters = sequence.toString();
            int modifiers = alt;
            ground();
            if (b == '~' && parameters.equals("200")) {
                state = State.PASTE;
            } else {
                KeySequences.control(parameters, b, modifiers).ifPresent(events);
            }
        }
    }

    private void string(int b) {
        if (state == State.STRING_ESCAPE && b == '\\' || b == 0x07) {
            events.accept(new Reply(sequence.toString()));
            ground();
        } else if (state == State.STRING_ESCAPE || b == 0x18 || b == 0x1A) {
            ground();
            if (b != 0x18 && b != 0x1A) {
                state = State.ESCAPE;
                accept(b);
            }
        } else if (b == ESC) {
            state = State.STRING_ESCAPE;
        } else if (sequence.length() < MAXIMUM_SEQUENCE) {
            sequence.append((char) b);
        }
    }

    private void paste(int b) {
        if (b == PASTE_END[pasteEndMatched]) {
            pasteEndMatched++;
            if (pasteEndMatched == PASTE_END.length) {
                pasteEndMatched = 0;
                ground();
                emitPaste(paste.size());
            }
            return;
        }
        paste.write(PASTE_END, 0, pasteEndMatched);
        pasteEndMatched = b == ESC ? 1 : 0;
        if (b != ESC) {
            paste.write(b);
        }
        if (paste.size() >= MAXIMUM_PASTE_PIECE && (b & 0xC0) != 0x80 && b < 0xC0) {
            emitPaste(paste.size());
        }
    }

    private void emitPaste(int size) {
        if (size > 0) {
            events.accept(new Paste(paste.toString(StandardCharsets.UTF_8)));
            paste.reset();
        }
    }

    private void key(Key key, int modifiers) {
        events.accept(new KeyPress(key, 0, modifiers));
    }

    private void character(int codePoint, int modifiers) {
        events.accept(new KeyPress(Key.CHARACTER, codePoint, modifiers));
    }
}
