package dev.berth.engine;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a disk takes nothing. Found by what messages end with, the kernel's as well as Java's: by the time somebody can
 * say what to do about it the error has been wrapped.
 */
public enum DiskRefusal {
    /** {@code EROFS}. */
    READ_ONLY("read-only file system"),
    /** {@code ENOSPC}. */
    FULL("no space left on device"),
    /** {@code EDQUOT}. */
    QUOTA("disk quota exceeded");

    private final String text;

    DiskRefusal(String text) {
        this.text = text;
    }

    /** The refusal that a message ends with; nothing if it says something else. */
    public static Optional<DiskRefusal> of(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (DiskRefusal refusal : values()) {
            if (lower.endsWith(refusal.text)) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** What the kernel says. */
    public String text() {
        return text;
    }
}
