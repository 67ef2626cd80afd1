package dev.berth.isolation.seccomp;

import dev.berth.kernel.Machine;

/**
 * What a filter is compiled for.
 *
 * @param machine the machine
 * @param kernel the kernel
 * @param capabilities what the container is allowed, a bit each
 */
record Target(Machine machine, KernelRelease kernel, long capabilities) {

    boolean has(int capability) {
        return (capabilities >>> capability & 1) != 0;
    }
}
