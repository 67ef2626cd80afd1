package dev.berth.api;

import dev.berth.engine.DiskRefusal;
import java.util.Optional;

/** What to say of a failure that nobody foresaw where it happened: of one of the disk, with what to do about it. */
final class FailureText {

    private static final String WRITABLE = "make it writable again, or start the engine with another one (--data)";
    private static final String ROOM = "remove what is not needed, for example with system prune";

    private FailureText() {
    }

    /** A sentence of the engine's, with what to do if it ends with what the disk says. */
    static String sentence(Exception refusal) {
        return DiskRefusal.of(message(refusal)).map(disk -> refusal.getMessage() + "; " + remedy(disk))
                .orElse(refusal.getMessage());
    }

    /** Whether it is the disk that fails. */
    static boolean isOfDisk(Throwable cause) {
        return DiskRefusal.of(message(cause)).isPresent();
    }

    /** One sentence. */
    static String of(Throwable cause) {
        Optional<DiskRefusal> disk = DiskRefusal.of(message(cause));
        if (disk.isEmpty()) {
            return message(cause);
        }
        String what = disk.get() == DiskRefusal.READ_ONLY ? "the engine's data directory is on a " + disk.get().text()
                : disk.get().text() + " in the engine's data directory";
        return what + ", nothing was changed; " + remedy(disk.get());
    }

    private static String remedy(DiskRefusal disk) {
        return disk == DiskRefusal.READ_ONLY ? WRITABLE : ROOM;
    }

    private static String message(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
