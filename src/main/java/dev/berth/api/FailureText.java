package dev.berth.api;

import java.util.Locale;

/** What to say of a failure that nobody foresaw where it happened: of one of the disk, with what to do about it. */
final class FailureText {

    /** As the kernel's and Java's messages of {@code ENOSPC} end. */
    private static final String NO_SPACE = "no space left on device";
    /** And of {@code EDQUOT}. */
    private static final String QUOTA = "disk quota exceeded";
    /** And of {@code EROFS}. */
    private static final String READ_ONLY = "read-only file system";

    private static final String WRITABLE = "make it writable again, or start the engine with another one (--data)";
    private static final String ROOM = "remove what is not needed, for example with system prune";

    private FailureText() {
    }

    /** A sentence of the engine's, with what to do if it ends with what the disk says. */
    static String sentence(Exception refusal) {
        if (!isOfDisk(refusal)) {
            return refusal.getMessage();
        }
        boolean readOnly = message(refusal).toLowerCase(Locale.ROOT).endsWith(READ_ONLY);
        return refusal.getMessage() + "; " + (readOnly ? WRITABLE : ROOM);
    }

    /** Whether it is the disk that fails. */
    static boolean isOfDisk(Throwable cause) {
        String message = message(cause).toLowerCase(Locale.ROOT);
        return message.endsWith(NO_SPACE) || message.endsWith(QUOTA) || message.endsWith(READ_ONLY);
    }

    /** One sentence. */
    static String of(Throwable cause) {
        String message = message(cause);
        String end = message.toLowerCase(Locale.ROOT);
        if (end.endsWith(READ_ONLY)) {
            return "the engine's data directory is on a " + READ_ONLY + ", nothing was changed; " + WRITABLE;
        } else if (end.endsWith(NO_SPACE) || end.endsWith(QUOTA)) {
            return (end.endsWith(QUOTA) ? QUOTA : NO_SPACE) + " in the engine's data directory, nothing was changed; "
                    + ROOM;
        }
        return message;
    }

    private static String message(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
