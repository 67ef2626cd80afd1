package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/**
 * Everything about a server.
 *
 * @param id the engine's id
 * @param containers containers
 * @param containersRunning running
 * @param containersPaused paused
 * @param containersStopped stopped
 * @param images images
 * @param driver storage driver
 * @param driverStatus facts of the storage driver
 * @param plugins plug-ins
 * @param memoryLimit kernel can limit memory
 * @param swapLimit kernel can limit swap
 * @param cpuCfsPeriod kernel has CFS periods
 * @param cpuCfsQuota kernel has CFS quotas
 * @param cpuShares kernel has weights
 * @param cpuSet kernel has cpusets
 * @param pidsLimit kernel can limit processes
 * @param ipv4Forwarding forwarding is on
 * @param oomKillDisable kernel can switch the OOM killer off
 * @param debug debugging
 * @param fds open descriptors
 * @param threads threads
 * @param eventListeners event streams
 * @param systemTime RFC 3339
 * @param loggingDriver default log driver
 * @param cgroupDriver {@code cgroupfs}
 * @param cgroupVersion 1 or 2
 * @param kernelVersion {@code uname -r}
 * @param operatingSystem distribution
 * @param osVersion its version
 * @param osType {@code linux}
 * @param architecture {@code uname -m}
 * @param indexServerAddress default registry
 * @param processors processors
 * @param memTotal bytes
 * @param dockerRootDir data directory
 * @param httpProxy proxy
 * @param httpsProxy proxy
 * @param noProxy proxy exceptions
 * @param name host name
 * @param labels labels of the engine
 * @param experimentalBuild experimental features
 * @param serverVersion release
 * @param runtimes runtimes
 * @param defaultRuntime default runtime
 * @param swarm inactive
 * @param liveRestoreEnabled containers outlive the engine
 * @param isolation Windows only
 * @param initBinary reaper program
 * @param containerdCommit empty
 * @param runcCommit empty
 * @param initCommit empty
 * @param securityOptions for example {@code name=seccomp,profile=builtin}
 * @param warnings warnings
 */
@Json(caseInsensitiveKeys = true)
public record Info(
        @Json.Property("ID") String id,
        @Json.Property("Containers") int containers,
        @Json.Property("ContainersRunning") int containersRunning,
        @Json.Property("ContainersPaused") int containersPaused,
        @Json.Property("ContainersStopped") int containersStopped,
        @Json.Property("Images") int images,
        @Json.Property("Driver") String driver,
        @Json.Property("DriverStatus") @Json.Serializer(Rows.class) List<List<String>> driverStatus,
        @Json.Property("Plugins") Plugins plugins,
        @Json.Property("MemoryLimit") boolean memoryLimit,
        @Json.Property("SwapLimit") boolean swapLimit,
        @Json.Property("CpuCfsPeriod") boolean cpuCfsPeriod,
        @Json.Property("CpuCfsQuota") boolean cpuCfsQuota,
        @Json.Property("CPUShares") boolean cpuShares,
        @Json.Property("CPUSet") boolean cpuSet,
        @Json.Property("PidsLimit") boolean pidsLimit,
        @Json.Property("IPv4Forwarding") boolean ipv4Forwarding,
        @Json.Property("OomKillDisable") boolean oomKillDisable,
        @Json.Property("Debug") boolean debug,
        @Json.Property("NFd") int fds,
        @Json.Property("NGoroutines") int threads,
        @Json.Property("NEventsListener") int eventListeners,
        @Json.Property("SystemTime") String systemTime,
        @Json.Property("LoggingDriver") String loggingDriver,
        @Json.Property("CgroupDriver") String cgroupDriver,
        @Json.Property("CgroupVersion") String cgroupVersion,
        @Json.Property("KernelVersion") String kernelVersion,
        @Json.Property("OperatingSystem") String operatingSystem,
        @Json.Property("OSVersion") String osVersion,
        @Json.Property("OSType") String osType,
        @Json.Property("Architecture") String architecture,
        @Json.Property("IndexServerAddress") String indexServerAddress,
        @Json.Property("NCPU") int processors,
        @Json.Property("MemTotal") long memTotal,
        @Json.Property("DockerRootDir") String dockerRootDir,
        @Json.Property("HttpProxy") String httpProxy,
        @Json.Property("HttpsProxy") String httpsProxy,
        @Json.Property("NoProxy") String noProxy,
        @Json.Property("Name") String name,
        @Json.Property("Labels") @Json.Serializer(Strings.class) List<String> labels,
        @Json.Property("ExperimentalBuild") boolean experimentalBuild,
        @Json.Property("ServerVersion") String serverVersion,
        @Json.Property("Runtimes") Map<String, Runtime> runtimes,
        @Json.Property("DefaultRuntime") String defaultRuntime,
        @Json.Property("Swarm") SwarmInfo swarm,
        @Json.Property("LiveRestoreEnabled") boolean liveRestoreEnabled,
        @Json.Property("Isolation") String isolation,
        @Json.Property("InitBinary") String initBinary,
        @Json.Property("ContainerdCommit") Commit containerdCommit,
        @Json.Property("RuncCommit") Commit runcCommit,
        @Json.Property("InitCommit") Commit initCommit,
        @Json.Property("SecurityOptions") @Json.Serializer(Strings.class) List<String> securityOptions,
        @Json.Property("Warnings") @Json.Serializer(StringsOrNull.class) List<String> warnings) {

    /** Takes what a server left out as empty. */
    public Info {
        id = id == null ? "" : id;
        driver = driver == null ? "" : driver;
        driverStatus = driverStatus == null ? List.of() : driverStatus;
        systemTime = systemTime == null ? "" : systemTime;
        loggingDriver = loggingDriver == null ? "" : loggingDriver;
        cgroupDriver = cgroupDriver == null ? "" : cgroupDriver;
        cgroupVersion = cgroupVersion == null ? "" : cgroupVersion;
        kernelVersion = kernelVersion == null ? "" : kernelVersion;
        operatingSystem = operatingSystem == null ? "" : operatingSystem;
        osVersion = osVersion == null ? "" : osVersion;
        osType = osType == null ? "" : osType;
        architecture = architecture == null ? "" : architecture;
        indexServerAddress = indexServerAddress == null ? "" : indexServerAddress;
        dockerRootDir = dockerRootDir == null ? "" : dockerRootDir;
        httpProxy = httpProxy == null ? "" : httpProxy;
        httpsProxy = httpsProxy == null ? "" : httpsProxy;
        noProxy = noProxy == null ? "" : noProxy;
        name = name == null ? "" : name;
        labels = labels == null ? List.of() : labels;
        serverVersion = serverVersion == null ? "" : serverVersion;
        runtimes = runtimes == null ? Map.of() : runtimes;
        defaultRuntime = defaultRuntime == null ? "" : defaultRuntime;
        isolation = isolation == null ? "" : isolation;
        initBinary = initBinary == null ? "" : initBinary;
        securityOptions = securityOptions == null ? List.of() : securityOptions;
        warnings = warnings == null ? List.of() : warnings;
    }
}
