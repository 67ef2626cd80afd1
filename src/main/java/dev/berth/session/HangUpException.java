package dev.berth.session;

import dev.berth.kernel.Errno;
import dev.berth.kernel.KernelException;
import java.io.IOException;

/** Nobody reads a session's output any more. Not an error to show: end, with {@link #exitStatus()}. */
public final class HangUpException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Who is gone. */
    public enum Kind {
        /** The client or its terminal: as SIGHUP. */
        TERMINAL(1),
        /** The reader of a pipe: as SIGPIPE. */
        PIPE(13);

        private final int signal;

        Kind(int signal) {
            this.signal = signal;
        }
    }

    private final Kind kind;

    HangUpException(Kind kind) {
        super(kind == Kind.PIPE ? "nobody reads the output any more" : "the terminal is gone");
        this.kind = kind;
    }

    /** The exit status of a program that the signal of this case ends: 128 + its number. */
    public int exitStatus() {
        return 128 + kind.signal;
    }

    static IOException orSame(KernelException e) {
        return switch (e.errno()) {
            case Errno.EPIPE -> new HangUpException(Kind.PIPE);
            case Errno.EIO -> new HangUpException(Kind.TERMINAL);
            default -> e;
        };
    }
}
