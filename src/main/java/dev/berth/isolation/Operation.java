package dev.berth.isolation;

import dev.berth.kernel.Sys;
import java.util.List;
import java.util.Optional;

/** What a step does: one of the launcher's operations (src/main/c/launcher/tape.h). */
public sealed interface Operation {

    /**
     * A system call.
     *
     * @param call which one
     * @param arguments its arguments, at most six
     * @param result where its result goes
     * @param tolerated error numbers below 64 that are as good as success, a bit each
     * @param ignore whether any error is as good as success
     * @param expected the result that it must have
     */
    record Call(Sys call, List<Argument> arguments, Optional<Slot> result, long tolerated, boolean ignore,
            Optional<Integer> expected) implements Operation {
    }

    /** Goes on at a label. */
    record Jump(Label to) implements Operation {
    }

    /** Goes on at a label if a slot is 0. */
    record IfZero(Slot slot, Label to) implements Operation {
    }

    /** Goes on at a label if a slot holds a number; a failed call leaves its error number there, negative. */
    record IfEqual(Slot slot, long number, Label to) implements Operation {
    }

    /** A place to go on at; nothing is done. */
    record Mark(Label label) implements Operation {
    }

    /** Writes {@code prefix NUMBER suffix} into a slot; the prefix is there already. */
    record Decimal(Slot number, Slot into, String prefix, String suffix) implements Operation {
    }

    /** Stops with an error number. */
    record Fail(int errno) implements Operation {
    }

    /** Becomes the monitor. */
    record Monitor(MonitorPlan plan) implements Operation {
    }

    /** Becomes process 1 over one child. */
    record Init(Slot child) implements Operation {
    }

    /** A place in a plan. */
    record Label(String name) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
