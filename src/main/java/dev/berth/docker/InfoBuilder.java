package dev.berth.docker;

import java.util.List;
import java.util.Map;

/** Puts a {@link Info} together; what is not set stays empty, zero or false. */
public final class InfoBuilder {
    private String id = "";
    private int containers;
    private int containersRunning;
    private int containersPaused;
    private int containersStopped;
    private int images;
    private String driver = "";
    private List<List<String>> driverStatus = List.of();
    private Plugins plugins;
    private boolean memoryLimit;
    private boolean swapLimit;
    private boolean cpuCfsPeriod;
    private boolean cpuCfsQuota;
    private boolean cpuShares;
    private boolean cpuSet;
    private boolean pidsLimit;
    private boolean ipv4Forwarding;
    private boolean oomKillDisable;
    private int threads;
    private String systemTime = "";
    private String loggingDriver = "";
    private String cgroupDriver = "";
    private String cgroupVersion = "";
    private String kernelVersion = "";
    private String operatingSystem = "";
    private String osType = "";
    private String architecture = "";
    private String indexServerAddress = "";
    private int processors;
    private long memTotal;
    private String dockerRootDir = "";
    private String name = "";
    private String serverVersion = "";
    private Map<String, Runtime> runtimes = Map.of();
    private String defaultRuntime = "";
    private SwarmInfo swarm;
    private boolean liveRestoreEnabled;
    private String initBinary = "";
    private Commit containerdCommit;
    private Commit runcCommit;
    private Commit initCommit;
    private List<String> securityOptions = List.of();
    private List<String> warnings = List.of();

    /** Sets {@code ID}: the engine's id. */
    public InfoBuilder id(String value) {
        id = value;
        return this;
    }

    /** Sets {@code Containers}: containers. */
    public InfoBuilder containers(int value) {
        containers = value;
        return this;
    }

    /** Sets {@code ContainersRunning}: running. */
    public InfoBuilder containersRunning(int value) {
        containersRunning = value;
        return this;
    }

    /** Sets {@code ContainersPaused}: paused. */
    public InfoBuilder containersPaused(int value) {
        containersPaused = value;
        return this;
    }

    /** Sets {@code ContainersStopped}: stopped. */
    public InfoBuilder containersStopped(int value) {
        containersStopped = value;
        return this;
    }

    /** Sets {@code Images}: images. */
    public InfoBuilder images(int value) {
        images = value;
        return this;
    }

    /** Sets {@code Driver}: storage driver. */
    public InfoBuilder driver(String value) {
        driver = value;
        return this;
    }

    /** Sets {@code DriverStatus}: facts of the storage driver. */
    public InfoBuilder driverStatus(List<List<String>> value) {
        driverStatus = value;
        return this;
    }

    /** Sets {@code Plugins}: plug-ins. */
    public InfoBuilder plugins(Plugins value) {
        plugins = value;
        return this;
    }

    /** Sets {@code MemoryLimit}: kernel can limit memory. */
    public InfoBuilder memoryLimit(boolean value) {
        memoryLimit = value;
        return this;
    }

    /** Sets {@code SwapLimit}: kernel can limit swap. */
    public InfoBuilder swapLimit(boolean value) {
        swapLimit = value;
        return this;
    }

    /** Sets {@code CpuCfsPeriod}: kernel has CFS periods. */
    public InfoBuilder cpuCfsPeriod(boolean value) {
        cpuCfsPeriod = value;
        return this;
    }

    /** Sets {@code CpuCfsQuota}: kernel has CFS quotas. */
    public InfoBuilder cpuCfsQuota(boolean value) {
        cpuCfsQuota = value;
        return this;
    }

    /** Sets {@code CPUShares}: kernel has weights. */
    public InfoBuilder cpuShares(boolean value) {
        cpuShares = value;
        return this;
    }

    /** Sets {@code CPUSet}: kernel has cpusets. */
    public InfoBuilder cpuSet(boolean value) {
        cpuSet = value;
        return this;
    }

    /** Sets {@code PidsLimit}: kernel can limit processes. */
    public InfoBuilder pidsLimit(boolean value) {
        pidsLimit = value;
        return this;
    }

    /** Sets {@code IPv4Forwarding}: forwarding is on. */
    public InfoBuilder ipv4Forwarding(boolean value) {
        ipv4Forwarding = value;
        return this;
    }

    /** Sets {@code OomKillDisable}: kernel can switch the OOM killer off. */
    public InfoBuilder oomKillDisable(boolean value) {
        oomKillDisable = value;
        return this;
    }

    /** Sets {@code NGoroutines}: threads. */
    public InfoBuilder threads(int value) {
        threads = value;
        return this;
    }

    /** Sets {@code SystemTime}: RFC 3339. */
    public InfoBuilder systemTime(String value) {
        systemTime = value;
        return this;
    }

    /** Sets {@code LoggingDriver}: default log driver. */
    public InfoBuilder loggingDriver(String value) {
        loggingDriver = value;
        return this;
    }

    /** Sets {@code CgroupDriver}: {@code cgroupfs}. */
    public InfoBuilder cgroupDriver(String value) {
        cgroupDriver = value;
        return this;
    }

    /** Sets {@code CgroupVersion}: 1 or 2. */
    public InfoBuilder cgroupVersion(String value) {
        cgroupVersion = value;
        return this;
    }

    /** Sets {@code KernelVersion}: {@code uname -r}. */
    public InfoBuilder kernelVersion(String value) {
        kernelVersion = value;
        return this;
    }

    /** Sets {@code OperatingSystem}: distribution. */
    public InfoBuilder operatingSystem(String value) {
        operatingSystem = value;
        return this;
    }

    /** Sets {@code OSType}: {@code linux}. */
    public InfoBuilder osType(String value) {
        osType = value;
        return this;
    }

    /** Sets {@code Architecture}: {@code uname -m}. */
    public InfoBuilder architecture(String value) {
        architecture = value;
        return this;
    }

    /** Sets {@code IndexServerAddress}: default registry. */
    public InfoBuilder indexServerAddress(String value) {
        indexServerAddress = value;
        return this;
    }

    /** Sets {@code NCPU}: processors. */
    public InfoBuilder processors(int value) {
        processors = value;
        return this;
    }

    /** Sets {@code MemTotal}: bytes. */
    public InfoBuilder memTotal(long value) {
        memTotal = value;
        return this;
    }

    /** Sets {@code DockerRootDir}: data directory. */
    public InfoBuilder dockerRootDir(String value) {
        dockerRootDir = value;
        return this;
    }

    /** Sets {@code Name}: host name. */
    public InfoBuilder name(String value) {
        name = value;
        return this;
    }

    /** Sets {@code ServerVersion}: release. */
    public InfoBuilder serverVersion(String value) {
        serverVersion = value;
        return this;
    }

    /** Sets {@code Runtimes}: runtimes. */
    public InfoBuilder runtimes(Map<String, Runtime> value) {
        runtimes = value;
        return this;
    }

    /** Sets {@code DefaultRuntime}: default runtime. */
    public InfoBuilder defaultRuntime(String value) {
        defaultRuntime = value;
        return this;
    }

    /** Sets {@code Swarm}: inactive. */
    public InfoBuilder swarm(SwarmInfo value) {
        swarm = value;
        return this;
    }

    /** Sets {@code LiveRestoreEnabled}: containers outlive the engine. */
    public InfoBuilder liveRestoreEnabled(boolean value) {
        liveRestoreEnabled = value;
        return this;
    }

    /** Sets {@code InitBinary}: reaper program. */
    public InfoBuilder initBinary(String value) {
        initBinary = value;
        return this;
    }

    /** Sets {@code ContainerdCommit}: empty. */
    public InfoBuilder containerdCommit(Commit value) {
        containerdCommit = value;
        return this;
    }

    /** Sets {@code RuncCommit}: empty. */
    public InfoBuilder runcCommit(Commit value) {
        runcCommit = value;
        return this;
    }

    /** Sets {@code InitCommit}: empty. */
    public InfoBuilder initCommit(Commit value) {
        initCommit = value;
        return this;
    }

    /** Sets {@code SecurityOptions}: for example {@code name=seccomp,profile=builtin}. */
    public InfoBuilder securityOptions(List<String> value) {
        securityOptions = value;
        return this;
    }

    /** Sets {@code Warnings}: warnings. */
    public InfoBuilder warnings(List<String> value) {
        warnings = value;
        return this;
    }

    /** The finished record. */
    public Info build() {
        return new Info(id, containers, containersRunning, containersPaused, containersStopped, images, driver,
                driverStatus, plugins, memoryLimit, swapLimit, cpuCfsPeriod, cpuCfsQuota, cpuShares, cpuSet,
                pidsLimit, ipv4Forwarding, oomKillDisable, false, 0, threads, 0, systemTime,
                loggingDriver, cgroupDriver, cgroupVersion, kernelVersion, operatingSystem, "", osType,
                architecture, indexServerAddress, processors, memTotal, dockerRootDir, "", "", "",
                name, List.of(), false, serverVersion, runtimes, defaultRuntime, swarm, liveRestoreEnabled,
                "", initBinary, containerdCommit, runcCommit, initCommit, securityOptions, warnings);
    }
}
