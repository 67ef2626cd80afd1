package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits to change; zero and empty leave as is.
 *
 * @param cpuShares relative weight, 2 to 262144
 * @param memory memory limit in bytes
 * @param nanoCpus processors times 10^9
 * @param cgroupParent parent cgroup
 * @param blkioWeight relative block weight, 10 to 1000
 * @param blkioWeightDevice weights by device
 * @param blkioDeviceReadBps bytes read a second by device
 * @param blkioDeviceWriteBps bytes written a second by device
 * @param blkioDeviceReadIOps reads a second by device
 * @param blkioDeviceWriteIOps writes a second by device
 * @param cpuPeriod microseconds
 * @param cpuQuota microseconds per period
 * @param cpuRealtimePeriod microseconds
 * @param cpuRealtimeRuntime microseconds
 * @param cpusetCpus processors, {@code 0-1,3}
 * @param cpusetMems memory nodes
 * @param devices host devices
 * @param deviceCgroupRules device cgroup rules, {@code c 42:* rmw}
 * @param memoryReservation soft memory limit in bytes
 * @param memorySwap memory and swap in bytes; -1 is without limit
 * @param memorySwappiness 0 to 100
 * @param oomKillDisable whether the OOM killer spares it (cgroup v1)
 * @param pidsLimit most processes; 0 or less is without limit
 * @param ulimits resource limits
 * @param restartPolicy new restart policy
 */
@Json(caseInsensitiveKeys = true)
public record ContainerUpdate(
        @Json.Property("CpuShares") long cpuShares,
        @Json.Property("Memory") long memory,
        @Json.Property("NanoCpus") long nanoCpus,
        @Json.Property("CgroupParent") String cgroupParent,
        @Json.Property("BlkioWeight") int blkioWeight,
        @Json.Property("BlkioWeightDevice") List<WeightDevice> blkioWeightDevice,
        @Json.Property("BlkioDeviceReadBps") List<ThrottleDevice> blkioDeviceReadBps,
        @Json.Property("BlkioDeviceWriteBps") List<ThrottleDevice> blkioDeviceWriteBps,
        @Json.Property("BlkioDeviceReadIOps") List<ThrottleDevice> blkioDeviceReadIOps,
        @Json.Property("BlkioDeviceWriteIOps") List<ThrottleDevice> blkioDeviceWriteIOps,
        @Json.Property("CpuPeriod") long cpuPeriod,
        @Json.Property("CpuQuota") long cpuQuota,
        @Json.Property("CpuRealtimePeriod") long cpuRealtimePeriod,
        @Json.Property("CpuRealtimeRuntime") long cpuRealtimeRuntime,
        @Json.Property("CpusetCpus") String cpusetCpus,
        @Json.Property("CpusetMems") String cpusetMems,
        @Json.Property("Devices") List<DeviceMapping> devices,
        @Json.Property("DeviceCgroupRules") @Json.Serializer(StringsOrNull.class) List<String> deviceCgroupRules,
        @Json.Property("MemoryReservation") long memoryReservation,
        @Json.Property("MemorySwap") long memorySwap,
        @Json.Property("MemorySwappiness") @Json.Serializer(LongOrNull.class) OptionalLong memorySwappiness,
        @Json.Property("OomKillDisable") @Json.Serializer(BooleanOrNull.class) Optional<Boolean> oomKillDisable,
        @Json.Property("PidsLimit") @Json.Serializer(LongOrNull.class) OptionalLong pidsLimit,
        @Json.Property("Ulimits") List<Ulimit> ulimits,
        @Json.Property("RestartPolicy") Optional<RestartPolicy> restartPolicy) {

    /** Takes what a server left out as empty. */
    public ContainerUpdate {
        cgroupParent = cgroupParent == null ? "" : cgroupParent;
        blkioWeightDevice = blkioWeightDevice == null ? List.of() : blkioWeightDevice;
        blkioDeviceReadBps = blkioDeviceReadBps == null ? List.of() : blkioDeviceReadBps;
        blkioDeviceWriteBps = blkioDeviceWriteBps == null ? List.of() : blkioDeviceWriteBps;
        blkioDeviceReadIOps = blkioDeviceReadIOps == null ? List.of() : blkioDeviceReadIOps;
        blkioDeviceWriteIOps = blkioDeviceWriteIOps == null ? List.of() : blkioDeviceWriteIOps;
        cpusetCpus = cpusetCpus == null ? "" : cpusetCpus;
        cpusetMems = cpusetMems == null ? "" : cpusetMems;
        devices = devices == null ? List.of() : devices;
        deviceCgroupRules = deviceCgroupRules == null ? List.of() : deviceCgroupRules;
        memorySwappiness = memorySwappiness == null ? OptionalLong.empty() : memorySwappiness;
        oomKillDisable = oomKillDisable == null ? Optional.empty() : oomKillDisable;
        pidsLimit = pidsLimit == null ? OptionalLong.empty() : pidsLimit;
        ulimits = ulimits == null ? List.of() : ulimits;
        restartPolicy = restartPolicy == null ? Optional.empty() : restartPolicy;
    }
}
