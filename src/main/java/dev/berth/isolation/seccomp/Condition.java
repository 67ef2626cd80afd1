package dev.berth.isolation.seccomp;

import java.util.List;
import java.util.Optional;

/**
 * Where a rule counts: docker's {@code includes} and {@code excludes}.
 *
 * @param architectures docker's names of machines, for example {@code amd64}
 * @param capabilities numbers of capabilities
 * @param kernel least kernel release
 */
record Condition(List<String> architectures, List<Integer> capabilities, Optional<KernelRelease> kernel) {

    /** Nothing said. */
    static final Condition NONE = new Condition(List.of(), List.of(), Optional.empty());

    /** Whether all that is said is so. */
    boolean includes(Target target) {
        for (int capability : capabilities) {
            if (!target.has(capability)) {
                return false;
            }
        }
        return (architectures.isEmpty() || architectures.contains(target.machine().oci()))
                && (kernel.isEmpty() || target.kernel().compareTo(kernel.get()) >= 0);
    }

    /** Whether any that is said is so. */
    boolean excludes(Target target) {
        for (int capability : capabilities) {
            if (target.has(capability)) {
                return true;
            }
        }
        return architectures.contains(target.machine().oci())
                || kernel.isPresent() && target.kernel().compareTo(kernel.get()) >= 0;
    }
}
