package dev.berth.isolation;

import dev.berth.isolation.cgroup.Setting;
import dev.berth.kernel.Sys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** A plan in the making: the steps so far, and the descriptors that they need. */
final class PlanBuilder {

    private final List<Step> steps = new ArrayList<>(192);
    private final LinkedHashSet<Descriptor> kept = new LinkedHashSet<>();
    private final LinkedHashSet<Descriptor> passed = new LinkedHashSet<>();
    private String key = "";

    /** What the steps from now on were asked for by; empty for what every container has. */
    PlanBuilder because(String profileKey) {
        key = profileKey;
        return this;
    }

    /** A descriptor that the monitor keeps. */
    Descriptor keep(Descriptor descriptor) {
        kept.add(descriptor);
        return descriptor;
    }

    /** A descriptor that only the container's side needs. */
    Descriptor pass(Descriptor descriptor) {
        if (!kept.contains(descriptor)) {
            passed.add(descriptor);
        }
        return descriptor;
    }

    /** A system call that must succeed. */
    void call(String what, Sys call, Argument... arguments) {
        add(what, new Operation.Call(call, List.of(arguments), Optional.empty(), 0, false, Optional.empty()));
    }

    /** A system call whose result is used later. */
    Slot callFor(String what, String result, Sys call, Argument... arguments) {
        Slot slot = Slot.number(result);
        add(what, new Operation.Call(call, List.of(arguments), Optional.of(slot), 0, false, Optional.empty()));
        return slot;
    }

    /** A system call that may fail with one error number. */
    void callUnless(int errno, String what, Sys call, Argument... arguments) {
        add(what, new Operation.Call(call, List.of(arguments), Optional.empty(), 1L << errno, false,
                Optional.empty()));
    }

    /** A system call whose errors do not matter. */
    void callIfPossible(String what, Sys call, Argument... arguments) {
        add(what, new Operation.Call(call, List.of(arguments), Optional.empty(), 0, true, Optional.empty()));
    }

    /** Any operation. */
    void add(String what, Operation operation) {
        steps.add(new Step(what, key, operation));
    }

    /** First of all: closes every descriptor that was not handed over. Which those are is known at the end. */
    void closeTheRest() {
        if (!steps.isEmpty()) {
            throw new IllegalStateException("not the first step");
        }
        add("close what was not handed over", new Operation.Fail(0));
    }

    /**
     * The plan.
     *
     * @param cgroup cgroup settings
     * @param warnings what this kernel cannot do
     */
    LaunchPlan build(List<Setting> cgroup, List<String> warnings) {
        List<Descriptor> descriptors = descriptors();
        steps.set(0, new Step(steps.get(0).what(), "", new Operation.Call(Sys.CLOSE_RANGE,
                List.of(Argument.of(Tape.FIRST_FD + descriptors.size()), Argument.of(0xFFFFFFFFL, "~0"),
                        Argument.of(0)), Optional.empty(), 0, false, Optional.empty())));
        return new LaunchPlan(cgroup, descriptors, List.copyOf(steps), kept.size(), warnings);
    }

    /** Opens, writes and closes a file that exists. */
    void write(String what, Argument directory, String file, String value) {
        Slot fd = callFor(what, "fd", Sys.OPENAT, directory, Argument.of(file), Argument.of(1, "O_WRONLY"));
        call(what, Sys.WRITE, Argument.of(fd), Argument.of(value), Argument.of(value.length()));
        call(what, Sys.CLOSE, Argument.of(fd));
    }

    /** The descriptors so far, the monitor's first. */
    private List<Descriptor> descriptors() {
        passed.removeAll(kept);
        List<Descriptor> all = new ArrayList<>(kept);
        all.addAll(passed);
        return all;
    }

    /** How many the monitor keeps. */
    int keptCount() {
        return kept.size();
    }
}
