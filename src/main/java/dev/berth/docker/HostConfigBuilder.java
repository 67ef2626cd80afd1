package dev.berth.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a {@link HostConfig} together; what is not set stays empty, zero or false. */
public final class HostConfigBuilder extends ResourcesBuilder {
    private List<String> binds = List.of();
    private String containerIDFile = "";
    private LogConfig logConfig = LogConfig.NONE;
    private String networkMode = "";
    private Map<String, List<PortBinding>> portBindings = Map.of();
    private Optional<RestartPolicy> restartPolicy = Optional.of(RestartPolicy.NONE);
    private boolean autoRemove;
    private String volumeDriver = "";
    private List<String> volumesFrom = List.of();
    private List<MountRequest> mounts = List.of();
    private List<Integer> consoleSize = List.of();
    private Map<String, String> annotations = Map.of();
    private List<String> capAdd = List.of();
    private List<String> capDrop = List.of();
    private String cgroupnsMode = "";
    private List<String> dns = List.of();
    private List<String> dnsOptions = List.of();
    private List<String> dnsSearch = List.of();
    private List<String> extraHosts = List.of();
    private List<String> groupAdd = List.of();
    private String ipcMode = "";
    private String cgroup = "";
    private List<String> links = List.of();
    private int oomScoreAdj;
    private String pidMode = "";
    private boolean privileged;
    private boolean publishAllPorts;
    private boolean readonlyRootfs;
    private List<String> securityOpt = List.of();
    private Map<String, String> storageOpt = Map.of();
    private Map<String, String> tmpfs = Map.of();
    private String utsMode = "";
    private String usernsMode = "";
    private long shmSize;
    private Map<String, String> sysctls = Map.of();
    private String runtime = "";
    private String isolation = "";
    private Optional<Boolean> init = Optional.empty();
    private Optional<List<String>> maskedPaths = Optional.empty();
    private Optional<List<String>> readonlyPaths = Optional.empty();

    /** Begins with nothing set. */
    public HostConfigBuilder() {
    }

    /** Begins with what another one says. */
    public HostConfigBuilder(HostConfig from) {
        super(from);
        binds = from.binds();
        containerIDFile = from.containerIDFile();
        logConfig = from.logConfig();
        networkMode = from.networkMode();
        portBindings = from.portBindings();
        restartPolicy = from.restartPolicy();
        autoRemove = from.autoRemove();
        volumeDriver = from.volumeDriver();
        volumesFrom = from.volumesFrom();
        mounts = from.mounts();
        consoleSize = from.consoleSize();
        annotations = from.annotations();
        capAdd = from.capAdd();
        capDrop = from.capDrop();
        cgroupnsMode = from.cgroupnsMode();
        dns = from.dns();
        dnsOptions = from.dnsOptions();
        dnsSearch = from.dnsSearch();
        extraHosts = from.extraHosts();
        groupAdd = from.groupAdd();
        ipcMode = from.ipcMode();
        cgroup = from.cgroup();
        links = from.links();
        oomScoreAdj = from.oomScoreAdj();
        pidMode = from.pidMode();
        privileged = from.privileged();
        publishAllPorts = from.publishAllPorts();
        readonlyRootfs = from.readonlyRootfs();
        securityOpt = from.securityOpt();
        storageOpt = from.storageOpt();
        tmpfs = from.tmpfs();
        utsMode = from.utsMode();
        usernsMode = from.usernsMode();
        shmSize = from.shmSize();
        sysctls = from.sysctls();
        runtime = from.runtime();
        isolation = from.isolation();
        init = from.init();
        maskedPaths = from.maskedPaths();
        readonlyPaths = from.readonlyPaths();
    }

    @Override
    HostConfigBuilder self() {
        return this;
    }

    /** Sets {@code Binds}: {@code source:target[:options]}. */
    public HostConfigBuilder binds(List<String> value) {
        binds = value;
        return this;
    }

    /** Sets {@code ContainerIDFile}: file the client wrote the id to. */
    public HostConfigBuilder containerIDFile(String value) {
        containerIDFile = value;
        return this;
    }

    /** Sets {@code LogConfig}: the log driver. */
    public HostConfigBuilder logConfig(LogConfig value) {
        logConfig = value;
        return this;
    }

    /** Sets {@code NetworkMode}. */
    public HostConfigBuilder networkMode(String value) {
        networkMode = value;
        return this;
    }

    /** Sets {@code PortBindings}: host ports by container port. */
    public HostConfigBuilder portBindings(Map<String, List<PortBinding>> value) {
        portBindings = value;
        return this;
    }

    /** Sets {@code RestartPolicy}: when it is started again. */
    public HostConfigBuilder restartPolicy(Optional<RestartPolicy> value) {
        restartPolicy = value;
        return this;
    }

    /** Sets {@code AutoRemove}: whether it is removed when it ends. */
    public HostConfigBuilder autoRemove(boolean value) {
        autoRemove = value;
        return this;
    }

    /** Sets {@code VolumeDriver}: driver of volumes that have none. */
    public HostConfigBuilder volumeDriver(String value) {
        volumeDriver = value;
        return this;
    }

    /** Sets {@code VolumesFrom}: containers whose volumes it takes. */
    public HostConfigBuilder volumesFrom(List<String> value) {
        volumesFrom = value;
        return this;
    }

    /** Sets {@code Mounts}: mounts in the long form. */
    public HostConfigBuilder mounts(List<MountRequest> value) {
        mounts = value;
        return this;
    }

    /** Sets {@code ConsoleSize}: height and width of the terminal at start. */
    public HostConfigBuilder consoleSize(List<Integer> value) {
        consoleSize = value;
        return this;
    }

    /** Sets {@code Annotations}: annotations for the runtime. */
    public HostConfigBuilder annotations(Map<String, String> value) {
        annotations = value;
        return this;
    }

    /** Sets {@code CapAdd}: capabilities added. */
    public HostConfigBuilder capAdd(List<String> value) {
        capAdd = value;
        return this;
    }

    /** Sets {@code CapDrop}: capabilities dropped. */
    public HostConfigBuilder capDrop(List<String> value) {
        capDrop = value;
        return this;
    }

    /** Sets {@code CgroupnsMode}: {@code private} or {@code host}. */
    public HostConfigBuilder cgroupnsMode(String value) {
        cgroupnsMode = value;
        return this;
    }

    /** Sets {@code Dns}: name servers. */
    public HostConfigBuilder dns(List<String> value) {
        dns = value;
        return this;
    }

    /** Sets {@code DnsOptions}: resolver options. */
    public HostConfigBuilder dnsOptions(List<String> value) {
        dnsOptions = value;
        return this;
    }

    /** Sets {@code DnsSearch}: search domains. */
    public HostConfigBuilder dnsSearch(List<String> value) {
        dnsSearch = value;
        return this;
    }

    /** Sets {@code ExtraHosts}: {@code name:address}. */
    public HostConfigBuilder extraHosts(List<String> value) {
        extraHosts = value;
        return this;
    }

    /** Sets {@code GroupAdd}: supplementary groups. */
    public HostConfigBuilder groupAdd(List<String> value) {
        groupAdd = value;
        return this;
    }

    /** Sets {@code IpcMode}. */
    public HostConfigBuilder ipcMode(String value) {
        ipcMode = value;
        return this;
    }

    /** Sets {@code Cgroup}: legacy, always empty. */
    public HostConfigBuilder cgroup(String value) {
        cgroup = value;
        return this;
    }

    /** Sets {@code Links}: links to other containers. */
    public HostConfigBuilder links(List<String> value) {
        links = value;
        return this;
    }

    /** Sets {@code OomScoreAdj}: -1000 to 1000. */
    public HostConfigBuilder oomScoreAdj(int value) {
        oomScoreAdj = value;
        return this;
    }

    /** Sets {@code PidMode}: empty, {@code host} or {@code container:ID}. */
    public HostConfigBuilder pidMode(String value) {
        pidMode = value;
        return this;
    }

    /** Sets {@code Privileged}: all capabilities and devices. */
    public HostConfigBuilder privileged(boolean value) {
        privileged = value;
        return this;
    }

    /** Sets {@code PublishAllPorts}: whether every exposed port gets a host port. */
    public HostConfigBuilder publishAllPorts(boolean value) {
        publishAllPorts = value;
        return this;
    }

    /** Sets {@code ReadonlyRootfs}: whether the root is read-only. */
    public HostConfigBuilder readonlyRootfs(boolean value) {
        readonlyRootfs = value;
        return this;
    }

    /** Sets {@code SecurityOpt}. */
    public HostConfigBuilder securityOpt(List<String> value) {
        securityOpt = value;
        return this;
    }

    /** Sets {@code StorageOpt}: storage driver options. */
    public HostConfigBuilder storageOpt(Map<String, String> value) {
        storageOpt = value;
        return this;
    }

    /** Sets {@code Tmpfs}: tmpfs options by target. */
    public HostConfigBuilder tmpfs(Map<String, String> value) {
        tmpfs = value;
        return this;
    }

    /** Sets {@code UTSMode}: empty or {@code host}. */
    public HostConfigBuilder utsMode(String value) {
        utsMode = value;
        return this;
    }

    /** Sets {@code UsernsMode}: empty or {@code host}. */
    public HostConfigBuilder usernsMode(String value) {
        usernsMode = value;
        return this;
    }

    /** Sets {@code ShmSize}: bytes of {@code /dev/shm}. */
    public HostConfigBuilder shmSize(long value) {
        shmSize = value;
        return this;
    }

    /** Sets {@code Sysctls}: kernel parameters. */
    public HostConfigBuilder sysctls(Map<String, String> value) {
        sysctls = value;
        return this;
    }

    /** Sets {@code Runtime}: runtime name. */
    public HostConfigBuilder runtime(String value) {
        runtime = value;
        return this;
    }

    /** Sets {@code Isolation}: Windows only. */
    public HostConfigBuilder isolation(String value) {
        isolation = value;
        return this;
    }

    /** Sets {@code Init}: whether process 1 is a reaper. */
    public HostConfigBuilder init(Optional<Boolean> value) {
        init = value;
        return this;
    }

    /** Sets {@code MaskedPaths}: paths made unreadable; absent takes the default. */
    public HostConfigBuilder maskedPaths(Optional<List<String>> value) {
        maskedPaths = value;
        return this;
    }

    /** Sets {@code ReadonlyPaths}: paths made read-only; absent takes the default. */
    public HostConfigBuilder readonlyPaths(Optional<List<String>> value) {
        readonlyPaths = value;
        return this;
    }

    /** The finished record. */
    public HostConfig build() {
        return new HostConfig(binds, containerIDFile, logConfig, networkMode, portBindings, restartPolicy, autoRemove,
                volumeDriver, volumesFrom, mounts, consoleSize, annotations, capAdd, capDrop, cgroupnsMode, dns,
                dnsOptions, dnsSearch, extraHosts, groupAdd, ipcMode, cgroup, links, oomScoreAdj, pidMode, privileged,
                publishAllPorts, readonlyRootfs, securityOpt, storageOpt, tmpfs, utsMode, usernsMode, shmSize,
                sysctls, runtime, isolation, cpuShares, memory, nanoCpus, cgroupParent, blkioWeight,
                blkioWeightDevice, blkioDeviceReadBps, blkioDeviceWriteBps, blkioDeviceReadIOps, blkioDeviceWriteIOps,
                cpuPeriod, cpuQuota, cpuRealtimePeriod, cpuRealtimeRuntime, cpusetCpus, cpusetMems, devices,
                deviceCgroupRules, memoryReservation, memorySwap, memorySwappiness, oomKillDisable, pidsLimit,
                ulimits, init, maskedPaths, readonlyPaths);
    }
}
