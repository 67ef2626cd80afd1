package dev.berth.docker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What of a {@link HostConfig} Docker calls {@code Resources}: how much of its host a container may use. */
abstract sealed class ResourcesBuilder permits HostConfigBuilder {
    long cpuShares;
    long memory;
    long nanoCpus;
    String cgroupParent = "";
    int blkioWeight;
    List<WeightDevice> blkioWeightDevice = List.of();
    List<ThrottleDevice> blkioDeviceReadBps = List.of();
    List<ThrottleDevice> blkioDeviceWriteBps = List.of();
    List<ThrottleDevice> blkioDeviceReadIOps = List.of();
    List<ThrottleDevice> blkioDeviceWriteIOps = List.of();
    long cpuPeriod;
    long cpuQuota;
    long cpuRealtimePeriod;
    long cpuRealtimeRuntime;
    String cpusetCpus = "";
    String cpusetMems = "";
    List<DeviceMapping> devices = List.of();
    List<String> deviceCgroupRules = List.of();
    long memoryReservation;
    long memorySwap;
    OptionalLong memorySwappiness = OptionalLong.empty();
    Optional<Boolean> oomKillDisable = Optional.empty();
    OptionalLong pidsLimit = OptionalLong.empty();
    List<Ulimit> ulimits = List.of();

    ResourcesBuilder() {
    }

    ResourcesBuilder(HostConfig from) {
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
    }

    abstract HostConfigBuilder self();

    /** Sets {@code CpuShares}: relative weight, 2 to 262144. */
    public HostConfigBuilder cpuShares(long value) {
        cpuShares = value;
        return self();
    }

    /** Sets {@code Memory}: memory limit in bytes. */
    public HostConfigBuilder memory(long value) {
        memory = value;
        return self();
    }

    /** Sets {@code NanoCpus}: processors times 10^9. */
    public HostConfigBuilder nanoCpus(long value) {
        nanoCpus = value;
        return self();
    }

    /** Sets {@code CgroupParent}: parent cgroup. */
    public HostConfigBuilder cgroupParent(String value) {
        cgroupParent = value;
        return self();
    }

    /** Sets {@code BlkioWeight}: relative block weight, 10 to 1000. */
    public HostConfigBuilder blkioWeight(int value) {
        blkioWeight = value;
        return self();
    }

    /** Sets {@code BlkioWeightDevice}: weights by device. */
    public HostConfigBuilder blkioWeightDevice(List<WeightDevice> value) {
        blkioWeightDevice = value;
        return self();
    }

    /** Sets {@code BlkioDeviceReadBps}: bytes read a second by device. */
    public HostConfigBuilder blkioDeviceReadBps(List<ThrottleDevice> value) {
        blkioDeviceReadBps = value;
        return self();
    }

    /** Sets {@code BlkioDeviceWriteBps}: bytes written a second by device. */
    public HostConfigBuilder blkioDeviceWriteBps(List<ThrottleDevice> value) {
        blkioDeviceWriteBps = value;
        return self();
    }

    /** Sets {@code BlkioDeviceReadIOps}: reads a second by device. */
    public HostConfigBuilder blkioDeviceReadIOps(List<ThrottleDevice> value) {
        blkioDeviceReadIOps = value;
        return self();
    }

    /** Sets {@code BlkioDeviceWriteIOps}: writes a second by device. */
    public HostConfigBuilder blkioDeviceWriteIOps(List<ThrottleDevice> value) {
        blkioDeviceWriteIOps = value;
        return self();
    }

    /** Sets {@code CpuPeriod}: microseconds. */
    public HostConfigBuilder cpuPeriod(long value) {
        cpuPeriod = value;
        return self();
    }

    /** Sets {@code CpuQuota}: microseconds per period. */
    public HostConfigBuilder cpuQuota(long value) {
        cpuQuota = value;
        return self();
    }

    /** Sets {@code CpusetCpus}: processors, {@code 0-1,3}. */
    public HostConfigBuilder cpusetCpus(String value) {
        cpusetCpus = value;
        return self();
    }

    /** Sets {@code CpusetMems}: memory nodes. */
    public HostConfigBuilder cpusetMems(String value) {
        cpusetMems = value;
        return self();
    }

    /** Sets {@code Devices}: host devices. */
    public HostConfigBuilder devices(List<DeviceMapping> value) {
        devices = value;
        return self();
    }

    /** Sets {@code DeviceCgroupRules}: device cgroup rules, {@code c 42:* rmw}. */
    public HostConfigBuilder deviceCgroupRules(List<String> value) {
        deviceCgroupRules = value;
        return self();
    }

    /** Sets {@code MemoryReservation}: soft memory limit in bytes. */
    public HostConfigBuilder memoryReservation(long value) {
        memoryReservation = value;
        return self();
    }

    /** Sets {@code MemorySwap}: memory and swap in bytes; -1 is without limit. */
    public HostConfigBuilder memorySwap(long value) {
        memorySwap = value;
        return self();
    }

    /** Sets {@code MemorySwappiness}: 0 to 100. */
    public HostConfigBuilder memorySwappiness(OptionalLong value) {
        memorySwappiness = value;
        return self();
    }

    /** Sets {@code OomKillDisable}: whether the OOM killer spares it (cgroup v1). */
    public HostConfigBuilder oomKillDisable(Optional<Boolean> value) {
        oomKillDisable = value;
        return self();
    }

    /** Sets {@code PidsLimit}: most processes; 0 or less is without limit. */
    public HostConfigBuilder pidsLimit(OptionalLong value) {
        pidsLimit = value;
        return self();
    }

    /** Sets {@code Ulimits}: resource limits. */
    public HostConfigBuilder ulimits(List<Ulimit> value) {
        ulimits = value;
        return self();
    }
}
