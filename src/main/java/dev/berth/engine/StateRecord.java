package dev.berth.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a container, in {@code state.json}: written when it ends or cannot be started. While it runs, its
 * monitor's files say so.
 *
 * @param exitCode its last exit code
 * @param error why it could not be started, or empty
 * @param oomKilled whether its memory limit ended it
 * @param startedAt when it was last started
 * @param finishedAt when it last ended
 * @param restartCount how often its restart policy started it again
 * @param stoppedByHand whether a user stopped it, so that {@code unless-stopped} leaves it alone
 */
record StateRecord(int exitCode, String error, boolean oomKilled, Optional<Instant> startedAt,
        Optional<Instant> finishedAt, int restartCount, boolean stoppedByHand) {

    static final StateRecord NEW = new StateRecord(0, "", false, Optional.empty(), Optional.empty(), 0, false);

    StateRecord started(Instant time) {
        return new StateRecord(0, "", false, Optional.of(time), finishedAt, restartCount, false);
    }

    StateRecord failed(int code, String why) {
        return new StateRecord(code, why, false, startedAt, finishedAt, restartCount, stoppedByHand);
    }

    StateRecord ended(int code, boolean oom, Instant time) {
        return new StateRecord(code, error, oom, startedAt, Optional.of(time), restartCount, stoppedByHand);
    }

    StateRecord restarts(int count) {
        return new StateRecord(exitCode, error, oomKilled, startedAt, finishedAt, count, stoppedByHand);
    }

    StateRecord stoppedByHand(boolean byHand) {
        return new StateRecord(exitCode, error, oomKilled, startedAt, finishedAt, restartCount, byHand);
    }
}
