package dev.berth.context;

import java.io.IOException;

/** A repository that cannot be had; the message is one sentence with what git said. */
public final class GitFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** The failure. */
    public GitFailure(String message) {
        super(message);
    }
}
