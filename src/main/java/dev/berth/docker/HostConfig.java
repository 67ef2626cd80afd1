package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a container meets its host ({@code HostConfig}).
 *
 * @param binds {@code source:target[:options]}
 * @param containerIDFile file the client wrote the id to
 * @param logConfig the log driver
 * @param networkMode {@code default}, {@code bridge}, {@code host}, {@code none}, {@code container:ID} or a network
 * @param portBindings host ports by container port
 * @param restartPolicy when it is started again; an update without leaves it as it is
 * @param autoRemove whether it is removed when it ends
 * @param volumeDriver driver of volumes that have none
 * @param volumesFrom containers whose volumes it takes
 * @param mounts mounts in the long form
 * @param consoleSize height and width of the terminal at start
 * @param annotations annotations for the runtime
 * @param capAdd capabilities added
 * @param capDrop capabilities dropped
 * @param cgroupnsMode {@code private} or {@code host}
 * @param dns name servers
 * @param dnsOptions resolver options
 * @param dnsSearch search domains
 * @param extraHosts {@code name:address}
 * @param groupAdd supplementary groups
 * @param ipcMode {@code private}, {@code shareable}, {@code host}, {@code none} or {@code container:ID}
 * @param cgroup legacy, always empty
 * @param links links to other containers
 * @param oomScoreAdj -1000 to 1000
 * @param pidMode empty, {@code host} or {@code container:ID}
 * @param privileged all capabilities and devices
 * @param publishAllPorts whether every exposed port gets a host port
 * @param readonlyRootfs whether the root is read-only
 * @param securityOpt {@code seccomp=…}, {@code apparmor=…}, {@code no-new-privileges}, {@code label=…}
 * @param storageOpt storage driver options
 * @param tmpfs tmpfs options by target
 * @param utsMode empty or {@code host}
 * @param usernsMode empty or {@code host}
 * @param shmSize bytes of {@code /dev/shm}
 * @param sysctls kernel parameters
 * @param runtime runtime name
 * @param isolation Windows only
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
 * @param init whether process 1 is a reaper
 * @param maskedPaths paths made unreadable; absent takes the default
 * @param readonlyPaths paths made read-only; absent takes the default
 */
@Json(caseInsensitiveKeys = true)
public record HostConfig(
        @Json.Property("Binds") @Json.Serializer(StringsOrNull.class) List<String> binds,
        @Json.Property("ContainerIDFile") String containerIDFile,
        @Json.Property("LogConfig") LogConfig logConfig,
        @Json.Property("NetworkMode") String networkMode,
        @Json.Property("PortBindings") @Json.Serializer(PortBindings.class) Map<String, List<PortBinding>> portBindings,
        @Json.Property("RestartPolicy") @Json.Serializer(PolicyOrAbsent.class) Optional<RestartPolicy> restartPolicy,
        @Json.Property("AutoRemove") boolean autoRemove,
        @Json.Property("VolumeDriver") String volumeDriver,
        @Json.Property("VolumesFrom") @Json.Serializer(StringsOrNull.class) List<String> volumesFrom,
        @Json.Property("Mounts") List<MountRequest> mounts,
        @Json.Property("ConsoleSize") List<Integer> consoleSize,
        @Json.Property("Annotations") @Json.Serializer(MapOrAbsent.class) Map<String, String> annotations,
        @Json.Property("CapAdd") @Json.Serializer(StringsOrNull.class) List<String> capAdd,
        @Json.Property("CapDrop") @Json.Serializer(StringsOrNull.class) List<String> capDrop,
        @Json.Property("CgroupnsMode") String cgroupnsMode,
        @Json.Property("Dns") @Json.Serializer(Strings.class) List<String> dns,
        @Json.Property("DnsOptions") @Json.Serializer(Strings.class) List<String> dnsOptions,
        @Json.Property("DnsSearch") @Json.Serializer(Strings.class) List<String> dnsSearch,
        @Json.Property("ExtraHosts") @Json.Serializer(StringsOrNull.class) List<String> extraHosts,
        @Json.Property("GroupAdd") @Json.Serializer(StringsOrNull.class) List<String> groupAdd,
        @Json.Property("IpcMode") String ipcMode,
        @Json.Property("Cgroup") String cgroup,
        @Json.Property("Links") @Json.Serializer(StringsOrNull.class) List<String> links,
        @Json.Property("OomScoreAdj") int oomScoreAdj,
        @Json.Property("PidMode") String pidMode,
        @Json.Property("Privileged") boolean privileged,
        @Json.Property("PublishAllPorts") boolean publishAllPorts,
        @Json.Property("ReadonlyRootfs") boolean readonlyRootfs,
        @Json.Property("SecurityOpt") @Json.Serializer(StringsOrNull.class) List<String> securityOpt,
        @Json.Property("StorageOpt") @Json.Serializer(MapOrAbsent.class) Map<String, String> storageOpt,
        @Json.Property("Tmpfs") @Json.Serializer(MapOrAbsent.class) Map<String, String> tmpfs,
        @Json.Property("UTSMode") String utsMode,
        @Json.Property("UsernsMode") String usernsMode,
        @Json.Property("ShmSize") long shmSize,
        @Json.Property("Sysctls") @Json.Serializer(MapOrAbsent.class) Map<String, String> sysctls,
        @Json.Property("Runtime") String runtime,
        @Json.Property("Isolation") String isolation,
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
        @Json.Property("Init") Optional<Boolean> init,
        @Json.Property("MaskedPaths") @Json.Serializer(OptionalStrings.class) Optional<List<String>> maskedPaths,
        @Json.Property("ReadonlyPaths") @Json.Serializer(OptionalStrings.class) Optional<List<String>> readonlyPaths) {

    /** Takes what a server left out as empty. */
    public HostConfig {
        binds = binds == null ? List.of() : binds;
        containerIDFile = containerIDFile == null ? "" : containerIDFile;
        logConfig = logConfig == null ? LogConfig.NONE : logConfig;
        networkMode = networkMode == null ? "" : networkMode;
        portBindings = portBindings == null ? Map.of() : portBindings;
        restartPolicy = restartPolicy == null ? Optional.empty() : restartPolicy;
        volumeDriver = volumeDriver == null ? "" : volumeDriver;
        volumesFrom = volumesFrom == null ? List.of() : volumesFrom;
        mounts = mounts == null ? List.of() : mounts;
        consoleSize = consoleSize == null ? List.of() : consoleSize;
        annotations = annotations == null ? Map.of() : annotations;
        capAdd = capAdd == null ? List.of() : capAdd;
        capDrop = capDrop == null ? List.of() : capDrop;
        cgroupnsMode = cgroupnsMode == null ? "" : cgroupnsMode;
        dns = dns == null ? List.of() : dns;
        dnsOptions = dnsOptions == null ? List.of() : dnsOptions;
        dnsSearch = dnsSearch == null ? List.of() : dnsSearch;
        extraHosts = extraHosts == null ? List.of() : extraHosts;
        groupAdd = groupAdd == null ? List.of() : groupAdd;
        ipcMode = ipcMode == null ? "" : ipcMode;
        cgroup = cgroup == null ? "" : cgroup;
        links = links == null ? List.of() : links;
        pidMode = pidMode == null ? "" : pidMode;
        securityOpt = securityOpt == null ? List.of() : securityOpt;
        storageOpt = storageOpt == null ? Map.of() : storageOpt;
        tmpfs = tmpfs == null ? Map.of() : tmpfs;
        utsMode = utsMode == null ? "" : utsMode;
        usernsMode = usernsMode == null ? "" : usernsMode;
        sysctls = sysctls == null ? Map.of() : sysctls;
        runtime = runtime == null ? "" : runtime;
        isolation = isolation == null ? "" : isolation;
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
        init = init == null ? Optional.empty() : init;
        maskedPaths = maskedPaths == null ? Optional.empty() : maskedPaths;
        readonlyPaths = readonlyPaths == null ? Optional.empty() : readonlyPaths;
    }
}
