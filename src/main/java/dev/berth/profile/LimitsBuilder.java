package dev.berth.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects {@link Limits}: what is not set stays unsaid. */
public final class LimitsBuilder {

    private OptionalLong memoryBytes = OptionalLong.empty();
    private OptionalLong memoryLowBytes = OptionalLong.empty();
    private OptionalLong memoryHighBytes = OptionalLong.empty();
    private OptionalLong swapBytes = OptionalLong.empty();
    private OptionalDouble cpus = OptionalDouble.empty();
    private OptionalLong cpuPeriodMicros = OptionalLong.empty();
    private OptionalLong cpuQuotaMicros = OptionalLong.empty();
    private OptionalLong cpuWeight = OptionalLong.empty();
    private Optional<String> cpuset = Optional.empty();
    private Optional<String> cpusetMems = Optional.empty();
    private OptionalLong pids = OptionalLong.empty();
    private OptionalLong ioWeight = OptionalLong.empty();
    private Optional<List<Limits.IoLimit>> io = Optional.empty();
    private final Map<String, Long> hugepages = new LinkedHashMap<>();
    private OptionalInt oomScore = OptionalInt.empty();
    private Optional<Boolean> oomKillDisable = Optional.empty();
    private final Map<String, Limits.Rlimit> rlimits = new LinkedHashMap<>();
    private OptionalLong shmBytes = OptionalLong.empty();
    private Optional<String> cgroupParent = Optional.empty();

    /** Begins with nothing said. */
    public LimitsBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public LimitsBuilder(Limits from) {
        memoryBytes = from.memoryBytes();
        memoryLowBytes = from.memoryLowBytes();
        memoryHighBytes = from.memoryHighBytes();
        swapBytes = from.swapBytes();
        cpus = from.cpus();
        cpuPeriodMicros = from.cpuPeriodMicros();
        cpuQuotaMicros = from.cpuQuotaMicros();
        cpuWeight = from.cpuWeight();
        cpuset = from.cpuset();
        cpusetMems = from.cpusetMems();
        pids = from.pids();
        ioWeight = from.ioWeight();
        io = from.io();
        hugepages.putAll(from.hugepages());
        oomScore = from.oomScore();
        oomKillDisable = from.oomKillDisable();
        rlimits.putAll(from.rlimits());
        shmBytes = from.shmBytes();
        cgroupParent = from.cgroupParent();
    }

    /** Sets {@link Limits#memoryBytes}. */
    public LimitsBuilder memoryBytes(long value) {
        memoryBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#memoryLowBytes}. */
    public LimitsBuilder memoryLowBytes(long value) {
        memoryLowBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#memoryHighBytes}. */
    public LimitsBuilder memoryHighBytes(long value) {
        memoryHighBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#swapBytes}. */
    public LimitsBuilder swapBytes(long value) {
        swapBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#cpus}. */
    public LimitsBuilder cpus(double value) {
        cpus = OptionalDouble.of(value);
        return this;
    }

    /** Sets {@link Limits#cpuPeriodMicros}. */
    public LimitsBuilder cpuPeriodMicros(long value) {
        cpuPeriodMicros = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#cpuQuotaMicros}. */
    public LimitsBuilder cpuQuotaMicros(long value) {
        cpuQuotaMicros = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#cpuWeight}. */
    public LimitsBuilder cpuWeight(long value) {
        cpuWeight = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#cpuset}. */
    public LimitsBuilder cpuset(String value) {
        cpuset = Optional.of(value);
        return this;
    }

    /** Sets {@link Limits#cpusetMems}. */
    public LimitsBuilder cpusetMems(String value) {
        cpusetMems = Optional.of(value);
        return this;
    }

    /** Sets {@link Limits#pids}. */
    public LimitsBuilder pids(long value) {
        pids = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#ioWeight}. */
    public LimitsBuilder ioWeight(long value) {
        ioWeight = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#io}. */
    public LimitsBuilder io(List<Limits.IoLimit> value) {
        io = Optional.of(List.copyOf(value));
        return this;
    }

    /** Limits huge pages of one size, for example {@code 2MB}. */
    public LimitsBuilder hugepage(String pageSize, long bytes) {
        hugepages.put(pageSize, bytes);
        return this;
    }

    /** Sets {@link Limits#oomScore}. */
    public LimitsBuilder oomScore(int value) {
        oomScore = OptionalInt.of(value);
        return this;
    }

    /** Sets {@link Limits#oomKillDisable}. */
    public LimitsBuilder oomKillDisable(boolean value) {
        oomKillDisable = Optional.of(value);
        return this;
    }

    /** Sets a resource limit by its lower-case name without {@code RLIMIT_}. */
    public LimitsBuilder rlimit(String name, Limits.Rlimit value) {
        rlimits.put(name, value);
        return this;
    }

    /** Sets {@link Limits#shmBytes}. */
    public LimitsBuilder shmBytes(long value) {
        shmBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Limits#cgroupParent}. */
    public LimitsBuilder cgroupParent(String value) {
        cgroupParent = Optional.of(value);
        return this;
    }

    /** The record; the builder can be used further. */
    public Limits build() {
        Limits built = new Limits(
                memoryBytes, memoryLowBytes, memoryHighBytes, swapBytes, cpus, cpuPeriodMicros, cpuQuotaMicros,
                cpuWeight, cpuset, cpusetMems, pids, ioWeight, io,
                Collections.unmodifiableMap(new LinkedHashMap<>(hugepages)), oomScore, oomKillDisable,
                Collections.unmodifiableMap(new LinkedHashMap<>(rlimits)), shmBytes, cgroupParent);
        return built.equals(Limits.NONE) ? Limits.NONE : built;
    }
}
