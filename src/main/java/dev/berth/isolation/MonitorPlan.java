package dev.berth.isolation;

import java.util.Optional;

/**
 * What the monitor is told ({@code struct monitor} in src/main/c/launcher/tape.h).
 *
 * @param room where it lies in the tape
 * @param out standard output's read end, or the terminal's master
 * @param err standard error's read end
 * @param terminal whether {@code out} is a terminal
 * @param input standard input's write end
 * @param control read end of the control pipe
 * @param log directory of the log
 * @param state directory of the exit record
 * @param record the exit record's file, open and its room taken
 * @param sync whether the exit record is to survive a crash of the machine
 * @param segment number of the log segment to begin or go on with
 * @param segmentsKept how many segments stay
 * @param segmentBytes size at which the next segment begins
 */
public record MonitorPlan(Slot room, Descriptor out, Optional<Descriptor> err, boolean terminal,
        Optional<Descriptor> input, Descriptor control, Optional<Descriptor> log, Descriptor state,
        Descriptor record, boolean sync, int segment, int segmentsKept, long segmentBytes) {

    /** Number of the process's descriptor in the monitor: the tape's, which is closed once it is read. */
    static final int PIDFD = 3;
    /** Size of {@code struct monitor}. */
    static final int BYTES = 56;
}
