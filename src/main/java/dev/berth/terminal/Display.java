package dev.berth.terminal;

import com.googlecode.lanterna.graphics.TextGraphics;
import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A full screen on a session's terminal. What is drawn appears with {@link #refresh}: the changes only, in one write,
 * inside of a synchronized update where the terminal knows that, and nothing when nothing has changed.
 */
public final class Display {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[m\u001b[2J";
    private static final String LEAVE = "\u001b[?2004l\u001b[m\u001b[?25h\u001b[?1049l";
    /** DECRQM: does the terminal know synchronized output? One that does not, does not answer. */
    private static final String ASK_SYNCHRONIZED = "\u001b[?2026$p";

    /** Buttons and the wheel (1000), told in the form that has no limit on columns (1006). */
    private static final String MOUSE_ON = "\u001b[?1000h\u001b[?1006h";
    private static final String MOUSE_OFF = "\u001b[?1000l\u001b[?1006l";

    private final TerminalIo terminal;
    private final FramePainter painter;
    private final OutputBuffer out = new OutputBuffer(8192);
    private final Capabilities capabilities;
    private Frame shown;
    private Frame next;
    private boolean synchronizedOutput;
    private boolean asked;
    private boolean active;
    private boolean mouse;
    private boolean mouseShown;
    private int shownCursorRow = -1;
    private int shownCursorColumn;
    private int cursorRow = -1;
    private int cursorColumn;

    /** A display that has not been started. */
    public Display(TerminalIo terminal, Capabilities capabilities) {
        this.terminal = terminal;
        this.capabilities = capabilities;
        painter = new FramePainter(capabilities, out);
        shown = new Frame(terminal.size());
        next = new Frame(terminal.size());
    }

    /** What the terminal can show. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The size of the frame that is drawn on. */
    public WindowSize size() {
        return new WindowSize(next.rowCount(), next.columns());
    }

    /** Begins a new frame, empty and of the terminal's present size, and gives what draws on it. */
    public TextGraphics begin() {
        WindowSize size = terminal.size();
        if (size.rows() != next.rowCount() || size.columns() != next.columns()) {
            next = new Frame(size);
        } else {
            next.clear();
        }
        cursorRow = -1;
        return new FrameGraphics(next);
    }

    /** Whether the terminal tells of the mouse from the next {@link #refresh} on. */
    public void mouse(boolean wanted) {
        mouse = wanted;
    }

    /** Shows the cursor in the frame that is being drawn. */
    public void cursor(int row, int column) {
        cursorRow = row;
        cursorColumn = column;
    }

    /**
     * Makes the terminal show the frame.
     *
     * @throws IOException when the terminal is gone
     */
    public void refresh() throws IOException {
        out.clear();
        boolean resized = shown.rowCount() != next.rowCount() || shown.columns() != next.columns();
        if (!active) {
            out.add(ENTER);
            shown = new Frame(size());
            shownCursorRow = -1;
            mouseShown = false;
        } else if (resized) {
            // What a terminal keeps of the old contents when it is resized differs.
            out.add("\u001b[m\u001b[2J");
            shown = new Frame(size());
        }
        int start = out.length();
        painter.paint(shown, next);
        boolean cursorMoved = cursorRow != shownCursorRow || cursorColumn != shownCursorColumn;
        if (cursorRow >= 0 && (cursorMoved || out.length() > start)) {
            out.moveTo(cursorRow, cursorColumn);
        }
        if (cursorRow < 0 != shownCursorRow < 0) {
            out.add(cursorRow < 0 ? "\u001b[?25l" : "\u001b[?25h");
        }
        if (mouse != mouseShown) {
            out.add(mouse ? MOUSE_ON : MOUSE_OFF);
            mouseShown = mouse;
        }
        if (!active && !asked) {
            out.add(ASK_SYNCHRONIZED);
            asked = true;
        }
        active = true;
        shownCursorRow = cursorRow;
        shownCursorColumn = cursorColumn;
        Frame drawn = next;
        next = shown;
        shown = drawn;
        send();
    }

    private void send() throws IOException {
        if (out.length() == 0) {
            return;
        }
        if (synchronizedOutput) {
            byte[] frame = out.toBytes();
            out.clear();
            out.add("\u001b[?2026h").add(frame).add("\u001b[?2026l");
        }
        terminal.write(out.array(), 0, out.length());
    }

    /**
     * Asks the terminal to put a text into the clipboard (OSC 52). One that does not know that ignores it.
     *
     * @throws IOException when the terminal is gone
     */
    public void copy(String text) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        byte[] sequence = ("\u001b]52;c;" + encoded + "\u001b\\").getBytes(StandardCharsets.US_ASCII);
        terminal.write(sequence, 0, sequence.length);
    }

    /** Takes an answer that the terminal has sent; others than those that the display has asked for do nothing. */
    public void reply(InputEvent.Reply reply) {
        if (reply.sequence().startsWith("[?2026;")) {
            char value = reply.sequence().charAt(7);
            synchronizedOutput = value == '1' || value == '2';
        }
    }

    /**
     * Gives the terminal back as it was: main screen, cursor, modes. The next {@link #refresh} takes it again and draws
     * everything.
     *
     * @throws IOException when the terminal is gone
     */
    public void leave() throws IOException {
        if (active) {
            active = false;
            out.clear();
            out.add(mouseShown ? MOUSE_OFF : "").add(LEAVE);
            terminal.write(out.array(), 0, out.length());
        }
    }

    /** The terminal shows something else than what was painted; the next {@link #refresh} draws everything. */
    public void invalidate() {
        active = false;
    }
}
