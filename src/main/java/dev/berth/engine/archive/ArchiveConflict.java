package dev.berth.engine.archive;

import java.io.IOException;

/** An archive that does not fit what is in the container already, or that wants to leave the place it is for. */
public final class ArchiveConflict extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message one sentence, in docker's words
     */
    public ArchiveConflict(String message) {
        super(message);
    }
}
