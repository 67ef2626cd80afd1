package dev.berth.console;

import dev.berth.kernel.WindowSize;
import dev.berth.session.FdInput;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import dev.berth.terminal.TerminalIo;
import java.io.IOException;

/** The terminal of a session. */
final class SessionIo implements TerminalIo {
    private final Session session;
    private final SessionTerminal terminal;
    private volatile boolean ended;

    SessionIo(Session session, SessionTerminal terminal) {
        this.session = session;
        this.terminal = terminal;
    }

    /** From now on the terminal counts as gone. */
    void end() {
        ended = true;
        wake();
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long timeoutMillis) throws IOException {
        if (ended) {
            return HANG_UP;
        }
        int count = session.in().read(buffer, offset, length, timeoutMillis);
        return ended || count == -1 ? HANG_UP : count == FdInput.NOTHING ? 0 : count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        session.out().write(bytes, offset, length);
    }

    @Override
    public void wake() {
        session.in().wake();
    }

    @Override
    public WindowSize size() {
        return terminal.size();
    }

    @Override
    public void suspend() throws IOException {
        terminal.suspend();
    }
}
