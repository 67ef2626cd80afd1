package dev.berth.build.copy;

import java.io.IOException;

/** Files that cannot be copied as a Dockerfile asks; the message is one sentence for its author. */
public final class CopyFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** The failure. */
    public CopyFailure(String message) {
        super(message);
    }
}
