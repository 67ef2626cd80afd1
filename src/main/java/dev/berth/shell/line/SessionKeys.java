package dev.berth.shell.line;

import dev.berth.session.FdInput;
import java.io.IOException;
import org.jline.utils.NonBlockingInputStream;

/** A session's input for JLine: waits in poll(2), without the thread and the wake-ups of JLine's own. */
final class SessionKeys extends NonBlockingInputStream {

    private final FdInput in;
    private final byte[] buffer = new byte[1024];
    private int at;
    private int end;

    SessionKeys(FdInput in) {
        this.in = in;
    }

    @Override
    public int read(long timeoutMillis, boolean isPeek) throws IOException {
        if (at == end) {
            int n = fill(timeoutMillis);
            if (n < 0) {
                return n;
            }
        }
        int b = buffer[at] & 0xFF;
        at += isPeek ? 0 : 1;
        return b;
    }

    private int fill(long timeoutMillis) throws IOException {
        int n;
        do {
            n = in.read(buffer, 0, buffer.length, timeoutMillis <= 0 ? -1 : timeoutMillis);
        } while (n == FdInput.NOTHING && timeoutMillis <= 0);
        if (n == FdInput.NOTHING) {
            return READ_EXPIRED;
        }
        if (n < 0) {
            return EOF;
        }
        at = 0;
        end = n;
        return n;
    }

    @Override
    public int available() {
        return end - at;
    }
}
