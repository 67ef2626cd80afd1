package dev.berth.docker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a {@link ContainerUpdate} together; what is not set stays empty, zero or false. */
public final class ContainerUpdateBuilder {
    private long cpuShares;
    private long memory;
    private long nanoCpus;
    private String cgroupParent = "";
    private int blkioWeight;
    private List<WeightDevice> blkioWeightDevice = List.of();
    private List<ThrottleDevice> blkioDeviceReadBps = List.of();
    private List<ThrottleDevice> blkioDeviceWriteBps = List.of();
    private List<ThrottleDevice> blkioDeviceReadIOps = List.of();
    private List<ThrottleDevice> blkioDeviceWriteIOps = List.of();
    private long cpuPeriod;
    private long cpuQuota;
    private long cpuRealtimePeriod;
    private long cpuRealtimeRuntime;
    private String cpusetCpus = "";
    private String cpusetMems = "";
    private List<DeviceMapping> devices = List.of();
    private List<String> deviceCgroupRules = List.of();
    private long memoryReservation;
    private long memorySwap;
    private OptionalLong memorySwappiness = OptionalLong.empty();
    private Optional<Boolean> oomKillDisable = Optional.empty();
    private OptionalLong pidsLimit = OptionalLong.empty();
    private List<Ulimit> ulimits = List.of();
    private Optional<RestartPolicy> restartPolicy = Optional.empty();

    /** Begins with nothing set. */
    public ContainerUpdateBuilder() {
    }

    /** Begins with what another one says. */
    public ContainerUpdateBuilder(ContainerUpdate from) {
        cpuShares = from.cpuShares();
        memory = from.memory();
        nanoCpus = from.nanoCpus();
        cgroupParent = from.cgroupParent();
        blkioWeight = from.blkioWeight();
        blkioWeightDevice = from.blkioWeightDevice();
        blkioDeviceReadBps = from.blkioDeviceReadBps();
        blkioDeviceWriteBps = from.blkioDeviceWriteBps();
        blkioDeviceReadIOps = from.blkioDeviceReadIOps();
        blkioDeviceWriteIOps = from.blkioDeviceWriteIOps();
        cpuPeriod = from.cpuPeriod();
        cpuQuota = from.cpuQuota();
        cpuRealtimePeriod = from.cpuRealtimePeriod();
        cpuRealtimeRuntime = from.cpuRealtimeRuntime();
        cpusetCpus = from.cpusetCpus();
        cpusetMems = from.cpusetMems();
        devices = from.devices();
        deviceCgroupRules = from.deviceCgroupRules();
        memoryReservation = from.memoryReservation();
        memorySwap = from.memorySwap();
        memorySwappiness = from.memorySwappiness();
        oomKillDisable = from.oomKillDisable();
        pidsLimit = from.pidsLimit();
        ulimits = from.ulimits();
        restartPolicy = from.restartPolicy();
    }

    /** Sets {@code CpuShares}: relative weight, 2 to 262144. */
    public ContainerUpdateBuilder cpuShares(long value) {
        cpuShares = value;
        return this;
    }

    /** Sets {@code Memory}: memory limit in bytes. */
    public ContainerUpdateBuilder memory(long value) {
        memory = value;
        return this;
    }

    /** Sets {@code NanoCpus}: processors times 10^9. */
    public ContainerUpdateBuilder nanoCpus(long value) {
        nanoCpus = value;
        return this;
    }

    /** Sets {@code CgroupParent}: parent cgroup. */
    public ContainerUpdateBuilder cgroupParent(String value) {
        cgroupParent = value;
        return this;
    }

    /** Sets {@code BlkioWeight}: relative block weight, 10 to 1000. */
    public ContainerUpdateBuilder blkioWeight(int value) {
        blkioWeight = value;
        return this;
    }

    /** Sets {@code BlkioWeightDevice}: weights by device. */
    public ContainerUpdateBuilder blkioWeightDevice(List<WeightDevice> value) {
        blkioWeightDevice = value;
        return this;
    }

    /** Sets {@code BlkioDeviceReadBps}: bytes read a second by device. */
    public ContainerUpdateBuilder blkioDeviceReadBps(List<ThrottleDevice> value) {
        blkioDeviceReadBps = value;
        return this;
    }

    /** Sets {@code BlkioDeviceWriteBps}: bytes written a second by device. */
    public ContainerUpdateBuilder blkioDeviceWriteBps(List<ThrottleDevice> value) {
        blkioDeviceWriteBps = value;
        return this;
    }

    /** Sets {@code BlkioDeviceReadIOps}: reads a second by device. */
    public ContainerUpdateBuilder blkioDeviceReadIOps(List<ThrottleDevice> value) {
        blkioDeviceReadIOps = value;
        return this;
    }

    /** Sets {@code BlkioDeviceWriteIOps}: writes a second by device. */
    public ContainerUpdateBuilder blkioDeviceWriteIOps(List<ThrottleDevice> value) {
        blkioDeviceWriteIOps = value;
        return this;
    }

    /** Sets {@code CpuPeriod}: microseconds. */
    public ContainerUpdateBuilder cpuPeriod(long value) {
        cpuPeriod = value;
        return this;
    }

    /** Sets {@code CpuQuota}: microseconds per period. */
    public ContainerUpdateBuilder cpuQuota(long value) {
        cpuQuota = value;
        return this;
    }

    /** Sets {@code CpuRealtimePeriod}: microseconds. */
    public ContainerUpdateBuilder cpuRealtimePeriod(long value) {
        cpuRealtimePeriod = value;
        return this;
    }

    /** Sets {@code CpuRealtimeRuntime}: microseconds. */
    public ContainerUpdateBuilder cpuRealtimeRuntime(long value) {
        cpuRealtimeRuntime = value;
        return this;
    }

    /** Sets {@code CpusetCpus}: processors, {@code 0-1,3}. */
    public ContainerUpdateBuilder cpusetCpus(String value) {
        cpusetCpus = value;
        return this;
    }

    /** Sets {@code CpusetMems}: memory nodes. */
    public ContainerUpdateBuilder cpusetMems(String value) {
        cpusetMems = value;
        return this;
    }

    /** Sets {@code Devices}: host devices. */
    public ContainerUpdateBuilder devices(List<DeviceMapping> value) {
        devices = value;
        return this;
    }

    /** Sets {@code DeviceCgroupRules}: device cgroup rules, {@code c 42:* rmw}. */
    public ContainerUpdateBuilder deviceCgroupRules(List<String> value) {
        deviceCgroupRules = value;
        return this;
    }

    /** Sets {@code MemoryReservation}: soft memory limit in bytes. */
    public ContainerUpdateBuilder memoryReservation(long value) {
        memoryReservation = value;
        return this;
    }

    /** Sets {@code MemorySwap}: memory and swap in bytes; -1 is without limit. */
    public ContainerUpdateBuilder memorySwap(long value) {
        memorySwap = value;
        return this;
    }

    /** Sets {@code MemorySwappiness}: 0 to 100. */
    public ContainerUpdateBuilder memorySwappiness(OptionalLong value) {
        memorySwappiness = value;
        return this;
    }

    /** Sets {@code OomKillDisable}: whether the OOM killer spares it (cgroup v1). */
    public ContainerUpdateBuilder oomKillDisable(Optional<Boolean> value) {
        oomKillDisable = value;
        return this;
    }

    /** Sets {@code PidsLimit}: most processes; 0 or less is without limit. */
    public ContainerUpdateBuilder pidsLimit(OptionalLong value) {
        pidsLimit = value;
        return this;
    }

    /** Sets {@code Ulimits}: resource limits. */
    public ContainerUpdateBuilder ulimits(List<Ulimit> value) {
        ulimits = value;
        return this;
    }

    /** Sets {@code RestartPolicy}: new restart policy. */
    public ContainerUpdateBuilder restartPolicy(Optional<RestartPolicy> value) {
        restartPolicy = value;
        return this;
    }

    /** The finished record. */
    public ContainerUpdate build() {
        return new ContainerUpdate(cpuShares, memory, nanoCpus, cgroupParent, blkioWeight, blkioWeightDevice,
                blkioDeviceReadBps, blkioDeviceWriteBps, blkioDeviceReadIOps, blkioDeviceWriteIOps, cpuPeriod,
                cpuQuota, cpuRealtimePeriod, cpuRealtimeRuntime, cpusetCpus, cpusetMems, devices, deviceCgroupRules,
                memoryReservation, memorySwap, memorySwappiness, oomKillDisable, pidsLimit, ulimits, restartPolicy);
    }
}
