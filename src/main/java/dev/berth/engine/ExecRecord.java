package dev.berth.engine;

import java.time.Instant;

/**
 * What the engine keeps of an exec session on the disk, in {@code exec.json}.
 *
 * @param version of this form, 1
 * @param id its id
 * @param containerId its container
 * @param number counts up in its container
 * @param request what it runs
 * @param created when
 */
record ExecRecord(int version, String id, String containerId, int number, Execs.Request request, Instant created) {

    /** Name of its file. */
    static final String FILE = "exec.json";
}
