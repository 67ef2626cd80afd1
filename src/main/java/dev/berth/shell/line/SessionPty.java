package dev.berth.shell.line;

import dev.berth.kernel.Termios;
import dev.berth.kernel.WindowSize;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** A session's terminal as JLine sees one. */
final class SessionPty implements Pty {

    // asm-generic/termbits.h
    private static final Map<LocalFlag, Integer> LOCAL = new EnumMap<>(Map.of(LocalFlag.ISIG, 0x1, LocalFlag.ICANON,
            0x2, LocalFlag.ECHO, 0x8, LocalFlag.ECHOE, 0x10, LocalFlag.ECHOK, 0x20, LocalFlag.ECHONL, 0x40,
            LocalFlag.IEXTEN, 0x8000));
    private static final Map<InputFlag, Integer> INPUT = new EnumMap<>(Map.of(InputFlag.INLCR, 0x40, InputFlag.IGNCR,
            0x80, InputFlag.ICRNL, 0x100, InputFlag.IXON, 0x400, InputFlag.IXOFF, 0x1000));
    private static final Map<OutputFlag, Integer> OUTPUT = new EnumMap<>(Map.of(OutputFlag.OPOST, 0x1,
            OutputFlag.ONLCR, 0x4));
    private static final Map<ControlChar, Integer> CONTROL = new EnumMap<>(Map.ofEntries(
            Map.entry(ControlChar.VINTR, 0), Map.entry(ControlChar.VQUIT, 1), Map.entry(ControlChar.VERASE, 2),
            Map.entry(ControlChar.VKILL, 3), Map.entry(ControlChar.VEOF, 4), Map.entry(ControlChar.VTIME, 5),
            Map.entry(ControlChar.VMIN, 6), Map.entry(ControlChar.VSTART, 8), Map.entry(ControlChar.VSTOP, 9),
            Map.entry(ControlChar.VSUSP, 10), Map.entry(ControlChar.VEOL, 11), Map.entry(ControlChar.VREPRINT, 12),
            Map.entry(ControlChar.VWERASE, 14), Map.entry(ControlChar.VLNEXT, 15)));
    private static final String MASTER = "the terminal's other end is the user's";
    private static final int VTIME = 5;
    private static final int VMIN = 6;

    private final Session session;
    private final SessionTerminal terminal;
    private final SessionKeys keys;

    SessionPty(Session session, SessionTerminal terminal) {
        this.session = session;
        this.terminal = terminal;
        this.keys = new SessionKeys(session.in());
    }

    @Override
    public InputStream getSlaveInput() {
        return keys;
    }

    @Override
    public OutputStream getSlaveOutput() {
        return session.out();
    }

    @Override
    public Attributes getAttr() {
        Termios modes = terminal.modes();
        Attributes attributes = new Attributes();
        LOCAL.forEach((flag, bit) -> attributes.setLocalFlag(flag, (modes.localFlags() & bit) != 0));
        INPUT.forEach((flag, bit) -> attributes.setInputFlag(flag, (modes.inputFlags() & bit) != 0));
        OUTPUT.forEach((flag, bit) -> attributes.setOutputFlag(flag, (modes.outputFlags() & bit) != 0));
        CONTROL.forEach((c, index) -> attributes.setControlChar(c, modes.controlCharacter(index)));
        return attributes;
    }

    @Override
    public void setAttr(Attributes attributes) throws IOException {
        Termios original = terminal.original();
        int local = original.localFlags();
        for (Map.Entry<LocalFlag, Integer> e : LOCAL.entrySet()) {
            local = attributes.getLocalFlag(e.getKey()) ? local | e.getValue() : local & ~e.getValue();
        }
        int input = original.inputFlags();
        for (Map.Entry<InputFlag, Integer> e : INPUT.entrySet()) {
            input = attributes.getInputFlag(e.getKey()) ? input | e.getValue() : input & ~e.getValue();
        }
        int output = original.outputFlags();
        for (Map.Entry<OutputFlag, Integer> e : OUTPUT.entrySet()) {
            output = attributes.getOutputFlag(e.getKey()) ? output | e.getValue() : output & ~e.getValue();
        }
        boolean cooked = attributes.getLocalFlag(LocalFlag.ICANON);
        Termios modes = original.with(input, output, local);
        // reads poll before, and must not take "nothing after a tenth of a second" for the end
        terminal.set(cooked ? modes : modes.withControlCharacter(VMIN, 1).withControlCharacter(VTIME, 0));
    }

    @Override
    public Size getSize() {
        WindowSize size = terminal.size();
        return new Size(size.columns(), size.rows());
    }

    @Override
    public void setSize(Size size) throws IOException {
        throw new IOException("the terminal's size is the user's");
    }

    @Override
    public InputStream getMasterInput() throws IOException {
        throw new IOException(MASTER);
    }

    @Override
    public OutputStream getMasterOutput() throws IOException {
        throw new IOException(MASTER);
    }

    @Override
    public SystemStream getSystemStream() {
        return SystemStream.Output;
    }

    @Override
    public TerminalProvider getProvider() {
        return null;
    }

    @Override
    public void close() {
    }
}
