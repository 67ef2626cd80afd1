package dev.berth.isolation.capability;

/**
 * The five capability sets of a process (capabilities(7)), a bit each.
 *
 * @param bounding what {@code execve} may give at most
 * @param permitted what may become effective
 * @param effective what counts
 * @param inheritable kept over {@code execve} of files that name it; always empty here (CVE-2022-24769 and its like)
 * @param ambient kept over {@code execve} of ordinary files
 */
public record CapabilitySets(long bounding, long permitted, long effective, long inheritable, long ambient) {

    /**
     * The sets with which the program of a container or an exec session begins. Root gets what it is allowed. Another
     * user gets nothing: what it is allowed only bounds what set-uid programs may get, as docker has it.
     *
     * @param allowed what the container is allowed
     * @param uid the user inside
     */
    public static CapabilitySets of(long allowed, long uid) {
        return uid == 0 ? new CapabilitySets(allowed, allowed, allowed, 0, 0)
                : new CapabilitySets(allowed, 0, 0, 0, 0);
    }
}
