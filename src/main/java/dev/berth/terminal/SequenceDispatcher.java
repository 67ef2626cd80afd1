package dev.berth.terminal;

import java.nio.charset.StandardCharsets;

/** Carries out what a {@link VtParser} has recognised on a {@link ScreenState}: controls, escapes and OSC. */
final class SequenceDispatcher implements VtActions {
    private final ScreenState state;
    private final EmulatorListener listener;
    private final ControlSequences controls;

    SequenceDispatcher(ScreenState state, EmulatorListener listener) {
        this.state = state;
        this.listener = listener;
        controls = new ControlSequences(state, listener);
    }

    @Override
    public void printAscii(byte[] bytes, int from, int to) {
        state.printAscii(bytes, from, to);
    }

    @Override
    public void print(int codePoint) {
        state.print(codePoint);
    }

    @Override
    public void execute(int control) {
        switch (control) {
            case 0x07 -> listener.bell();
            case '\b' -> state.backspace();
            case '\t' -> state.moveTo(state.cursor.row, state.tabs.next(state.cursor.column));
            case '\n', 0x0B, '\f' -> {
                state.cursor.pendingWrap = false;
                if (state.modes.has(Mode.NEW_LINE)) {
                    state.cursor.column = 0;
                }
                state.lineFeed();
            }
            case '\r' -> state.moveTo(state.cursor.row, 0);
            case 0x0E -> state.cursor.charsets.invoke(1);
            case 0x0F -> state.cursor.charsets.invoke(0);
            default -> {
                // The other controls do nothing on a terminal.
            }
        }
    }

    @Override
    public void escape(int intermediate, int finalByte) {
        switch (intermediate) {
            case 0 -> plainEscape(finalByte);
            case '(', ')', '*', '+' -> state.cursor.charsets.designate(intermediate - '(', finalByte);
            case '#' -> {
                if (finalByte == '8') {
                    state.alignmentTest();
                }
            }
            default -> {
                // Announcements of code structure and 96-character sets have no effect in UTF-8.
            }
        }
    }

    private void plainEscape(int finalByte) {
        switch (finalByte) {
            case '7' -> state.saveCursor();
            case '8' -> state.restoreCursor();
            case '=' -> state.mode(Mode.APPLICATION_KEYPAD, true);
            case '>' -> state.mode(Mode.APPLICATION_KEYPAD, false);
            case 'D' -> index();
            case 'E' -> {
                state.moveTo(state.cursor.row, 0);
                index();
            }
            case 'H' -> state.tabs.set(state.cursor.column, true);
            case 'M' -> state.reverseLineFeed();
            case 'N' -> state.cursor.charsets.invokeOnce(2);
            case 'O' -> state.cursor.charsets.invokeOnce(3);
            case 'Z' -> controls.primaryAttributes();
            case 'c' -> state.reset();
            case 'n' -> state.cursor.charsets.invoke(2);
            case 'o' -> state.cursor.charsets.invoke(3);
            default -> {
                // Not known.
            }
        }
    }

    private void index() {
        state.cursor.pendingWrap = false;
        state.lineFeed();
    }

    @Override
    public void control(Parameters parameters, int prefix, int intermediate, int finalByte) {
        controls.dispatch(parameters, prefix, intermediate, finalByte);
    }

    @Override
    public void operatingSystem(byte[] bytes, int length) {
        String command = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int semicolon = command.indexOf(';');
        String number = semicolon < 0 ? command : command.substring(0, semicolon);
        String rest = semicolon < 0 ? "" : command.substring(semicolon + 1);
        switch (number) {
            case "0", "2" -> title(rest);
            case "8" -> link(rest);
            case "52" -> clipboard(rest);
            default -> {
                // Colours, icons and working directories are no part of the picture.
            }
        }
    }

    private void title(String text) {
        // A title is shown again on a real terminal: no control characters may come in by it.
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 1024); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && (c < 0x7F || c >= 0xA0)) {
                clean.append(c);
            }
        }
        state.title = clean.toString();
        listener.title(state.title);
    }

    private void link(String rest) {
        int semicolon = rest.indexOf(';');
        boolean none = semicolon < 0 || semicolon == rest.length() - 1 || rest.length() > 2083 + 256;
        for (int i = 0; i < rest.length() && !none; i++) {
            none = rest.charAt(i) < 0x20 || rest.charAt(i) >= 0x7F;
        }
        state.cursor.pen.link(none ? "" : rest);
    }

    private void clipboard(String rest) {
        int semicolon = rest.indexOf(';');
        if (semicolon >= 0 && !rest.endsWith("?")) {
            listener.clipboard(rest.substring(0, semicolon), rest.substring(semicolon + 1));
        }
    }
}
