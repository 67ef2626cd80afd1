package dev.berth.profile.toml;

import static dev.berth.profile.toml.ProfileTables.boxed;

import dev.berth.profile.Health;
import dev.berth.profile.Limits;
import dev.berth.profile.Limits.Rlimit;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Namespaces.User;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.DeviceSpec;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.MountSpecs;
import dev.berth.profile.form.NamespaceModes;
import dev.berth.profile.form.RestartPolicies;
import dev.berth.profile.form.Ulimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Every key of a profile, once: reading, writing, checking, {@code berth profile keys} and the man page come from this
 * table.
 */
public final class ProfileKeys {

    /** The key that {@link ProfileParser} itself takes: it is resolved before a profile is complete. */
    public static final Key<Profile, ProfileBuilder, List<String>> EXTENDS = new Key<>("extends", Values.TEXTS,
            "Profiles that this one is laid over; later ones win", p -> Optional.empty(), (b, v) -> { });

    /** All keys, in the order in which they are written and documented. */
    public static final KeyTable<Profile, ProfileBuilder> TABLE = new KeyTable<>(keys());

    private ProfileKeys() {
    }

    private static List<Key<Profile, ProfileBuilder, ?>> keys() {
        List<Key<Profile, ProfileBuilder, ?>> keys = new ArrayList<>(top());
        keys.addAll(limits());
        keys.addAll(namespaces());
        keys.addAll(security());
        keys.addAll(rest());
        return keys;
    }

    private static <T> Key<Profile, ProfileBuilder, T> key(String path, ValueType<T> type, String meaning,
            Function<Profile, Optional<T>> get, BiConsumer<ProfileBuilder, T> set) {
        return new Key<>(path, type, meaning, get, set);
    }

    private static List<Key<Profile, ProfileBuilder, ?>> top() {
        return List.of(
            key("description", Values.TEXT, "What the profile is for, one line, shown in quick launch",
                Profile::description, ProfileBuilder::description),
            EXTENDS,
            key("image", Values.TEXT, "Image reference, or host for the machine's own root file system",
                Profile::image, ProfileBuilder::image),
            key("entrypoint", Values.TEXTS, "Entry point in place of the image's; an empty list resets it",
                Profile::entrypoint, ProfileBuilder::entrypoint),
            key("command", Values.TEXTS, "Arguments after the entry point", Profile::command, ProfileBuilder::command),
            key("workdir", Values.PATH, "Working directory", Profile::workdir, ProfileBuilder::workdir),
            key("user", Values.TEXT, "user[:group], names or numbers, resolved in the image",
                Profile::user, ProfileBuilder::user),
            key("groups", Values.TEXTS, "Supplementary groups, names or numbers",
                Profile::groups, ProfileBuilder::groups),
            key("hostname", Values.TEXT, "Host name", Profile::hostname, ProfileBuilder::hostname),
            key("domainname", Values.TEXT, "NIS domain name", Profile::domainname, ProfileBuilder::domainname),
            key("name", Values.TEXT, "Container name; {n} counts up", Profile::name, ProfileBuilder::name),
            key("tty", Values.FLAG, "Give process 1 a pseudo-terminal", Profile::tty, ProfileBuilder::tty),
            key("interactive", Values.FLAG, "Keep standard input open",
                Profile::interactive, ProfileBuilder::interactive),
            key("init", Values.FLAG, "Run a process 1 that reaps and forwards signals",
                Profile::init, ProfileBuilder::init),
            key("remove", Values.FLAG, "Remove the container when it ends", Profile::remove, ProfileBuilder::remove),
            key("restart", Values.checked("restart policy", RestartPolicies.ACCEPTED, RestartPolicies::parse,
                RestartPolicies::format), "When it is started again", Profile::restart, ProfileBuilder::restart),
            key("stop_signal", Values.TEXT, "Signal that asks it to end, name or number",
                Profile::stopSignal, ProfileBuilder::stopSignal),
            key("stop_timeout", Values.DURATION, "Time between the stop signal and SIGKILL",
                Profile::stopTimeout, ProfileBuilder::stopTimeout),
            key("shells", Values.TEXTS, "Shells that are tried, in order", Profile::shells, ProfileBuilder::shells),
            key("detach_keys", Values.TEXT, "Keys that detach, for example ctrl-p,ctrl-q",
                Profile::detachKeys, ProfileBuilder::detachKeys),
            key("strict", Values.FLAG, "A setting that this kernel cannot do is an error, not a warning",
                Profile::strict, ProfileBuilder::strict),
            key("env", new MapType<>(new ValueType.Single<Optional<String>>("text", "text in quotes, or false to unset",
                ProfileKeys::variable, v -> v.map(Values::quote).orElse("false")), ProfileKeys::variableName,
                "a table of texts"), "Environment variables; false unsets one",
                p -> filled(p.env()), (b, v) -> v.forEach((name, value) -> value.ifPresentOrElse(
                    text -> b.env(name, text), () -> b.unsetEnv(name)))),
            key("labels", new MapType<>(Values.TEXT, name -> { }, "a table of texts"), "Labels",
                p -> filled(p.labels()), (b, v) -> v.forEach(b::label)));
    }

    private static List<Key<Profile, ProfileBuilder, ?>> limits() {
        ValueType<Long> weight = Values.whole(1, 10_000);
        List<Key<Profile, ProfileBuilder, ?>> keys = new ArrayList<>(List.of(
            key("limits.memory", Values.SIZE, "Hard memory limit",
                p -> boxed(p.limits().memoryBytes()), (b, v) -> b.limits().memoryBytes(v))
                .live("memory.max", "memory.limit_in_bytes"),
            key("limits.memory_low", Values.SIZE, "Memory that is protected from reclaim",
                p -> boxed(p.limits().memoryLowBytes()), (b, v) -> b.limits().memoryLowBytes(v))
                .live("memory.low", "memory.soft_limit_in_bytes"),
            key("limits.memory_high", Values.SIZE, "Memory above which processes are slowed down",
                p -> boxed(p.limits().memoryHighBytes()), (b, v) -> b.limits().memoryHighBytes(v))
                .live("memory.high", ""),
            key("limits.swap", Values.sizeOrUnlimited(), "Swap on top of memory",
                p -> boxed(p.limits().swapBytes()), (b, v) -> b.limits().swapBytes(v))
                .live("memory.swap.max", "memory.memsw.limit_in_bytes"),
            key("limits.cpus", Values.real(0.01, 8192, "a number of processors such as 1.5"),
                "Processors' worth of time",
                p -> boxedReal(p.limits().cpus()), (b, v) -> b.limits().cpus(v))
                .live("cpu.max", "cpu.cfs_quota_us"),
            key("limits.cpu_period", Values.whole(1_000, 1_000_000), "Accounting period in microseconds",
                p -> boxed(p.limits().cpuPeriodMicros()), (b, v) -> b.limits().cpuPeriodMicros(v))
                .live("cpu.max", "cpu.cfs_period_us"),
            key("limits.cpu_quota", Values.whole(1_000, Long.MAX_VALUE), "Time per period in microseconds",
                p -> boxed(p.limits().cpuQuotaMicros()), (b, v) -> b.limits().cpuQuotaMicros(v))
                .live("cpu.max", "cpu.cfs_quota_us"),
            key("limits.cpu_weight", weight, "Share of processor time when it is scarce",
                p -> boxed(p.limits().cpuWeight()), (b, v) -> b.limits().cpuWeight(v))
                .live("cpu.weight", "cpu.shares"),
            key("limits.cpuset", cpuList(), "Processors it may run on",
                p -> p.limits().cpuset(), (b, v) -> b.limits().cpuset(v))
                .live("cpuset.cpus", "cpuset.cpus"),
            key("limits.cpuset_mems", cpuList(), "Memory nodes it may use",
                p -> p.limits().cpusetMems(), (b, v) -> b.limits().cpusetMems(v))
                .live("cpuset.mems", "cpuset.mems"),
            key("limits.pids", new ValueType.Single<>("integer", "a whole number from 1, or \"unlimited\"",
                value -> value instanceof TomlValue.Text text && text.value().equals("unlimited") ? -1L
                    : ((ValueType.Single<Long>) Values.whole(1, Long.MAX_VALUE)).reader().apply(value),
                v -> v == -1 ? "\"unlimited\"" : String.valueOf(v)), "Most processes and threads",
                p -> boxed(p.limits().pids()), (b, v) -> b.limits().pids(v))
                .live("pids.max", "pids.max"),
            key("limits.io_weight", weight, "Share of disk time when it is scarce",
                p -> boxed(p.limits().ioWeight()), (b, v) -> b.limits().ioWeight(v))
                .live("io.weight", "blkio.weight"),
            key("limits.io", ListType.of(ProfileTables.IO, "a list of tables such as"
                + " { device = \"/dev/sda\", read = \"50MiB/s\" }"), "Limits of single block devices",
                p -> p.limits().io(), (b, v) -> b.limits().io(v))
                .live("io.max", "blkio.throttle.*"),
            key("limits.hugepages", new MapType<>(Values.SIZE, name -> { }, "a table such as { \"2MB\" = \"64MiB\" }"),
                "Huge pages, by page size", p -> filled(p.limits().hugepages()),
                (b, v) -> v.forEach((size, bytes) -> b.limits().hugepage(size, bytes)))
                .live("hugetlb.SIZE.max", "hugetlb.SIZE.limit_in_bytes"),
            key("limits.oom_score", Values.small(-1000, 1000), "oom_score_adj: who is killed first",
                p -> boxed(p.limits().oomScore()), (b, v) -> b.limits().oomScore(v)),
            new Key<>("limits.oom_kill_disable", Values.FLAG, "Wait for memory in place of killing",
                p -> p.limits().oomKillDisable(), (b, v) -> b.limits().oomKillDisable(v), "", "memory.oom_control",
                false),
            key("limits.shm", Values.SIZE, "Size of /dev/shm",
                p -> boxed(p.limits().shmBytes()), (b, v) -> b.limits().shmBytes(v)),
            key("limits.cgroup_parent", Values.CGROUP_PARENT, "Cgroup that the container's own is made below",
                p -> p.limits().cgroupParent(), (b, v) -> b.limits().cgroupParent(v))));
        for (String name : Ulimits.NAMES) {
            keys.add(key("limits." + name, rlimit(name),
                "Resource limit RLIMIT_" + name.toUpperCase(Locale.ROOT),
                p -> Optional.ofNullable(p.limits().rlimits().get(name)), (b, v) -> b.limits().rlimit(name, v)));
        }
        return keys;
    }

    private static List<Key<Profile, ProfileBuilder, ?>> namespaces() {
        List<Key<Profile, ProfileBuilder, ?>> keys = new ArrayList<>();
        keys.add(mode("pid", "Process ids", Namespaces::pid, (b, v) -> b.namespaces().pid(v)));
        keys.add(mode("ipc", "System V IPC and POSIX queues", Namespaces::ipc, (b, v) -> b.namespaces().ipc(v)));
        keys.add(mode("uts", "Host and domain name", Namespaces::uts, (b, v) -> b.namespaces().uts(v)));
        keys.add(mode("cgroup", "View of the cgroup tree", Namespaces::cgroup, (b, v) -> b.namespaces().cgroup(v)));
        keys.add(key("namespaces.network", Values.checked("network", NamespaceModes.ACCEPTED_NETWORK,
            NamespaceModes::network, NamespaceModes::format), "What the network is",
            p -> p.namespaces().network(), (b, v) -> b.namespaces().network(v)));
        keys.add(key("namespaces.user", new ValueType.Single<>("user namespace", NamespaceModes.ACCEPTED_USER,
            ProfileKeys::user, ProfileKeys::writeUser), "What user and group ids mean",
            p -> p.namespaces().user(), (b, v) -> b.namespaces().user(v)));
        keys.add(key("namespaces.time", ProfileTables.TIME, "Clock offsets",
            p -> p.namespaces().time(), (b, v) -> b.namespaces().time(v)));
        keys.add(key("namespaces.mount.propagation", Values.oneOf(MountSpecs.PROPAGATION),
            "Mount propagation of the root",
            p -> p.namespaces().propagation(), (b, v) -> b.namespaces().propagation(v)));
        return keys;
    }

    private static List<Key<Profile, ProfileBuilder, ?>> security() {
        return List.of(
            key("security.privileged", Values.FLAG, "All capabilities and devices, no seccomp, nothing masked",
                p -> p.security().privileged(), (b, v) -> b.security().privileged(v)),
            key("security.capabilities", ProfileTables.CAPABILITIES, "Change to the default capabilities",
                p -> p.security().capabilities(), (b, v) -> b.security().capabilities(v)),
            key("security.no_new_privileges", Values.FLAG, "No privileges are gained by setuid programs",
                p -> p.security().noNewPrivileges(), (b, v) -> b.security().noNewPrivileges(v)),
            key("security.seccomp", Values.TEXT, "default, unconfined, or a file in docker's JSON format",
                p -> p.security().seccomp(), (b, v) -> b.security().seccomp(v)),
            key("security.apparmor", Values.TEXT, "AppArmor profile, or unconfined",
                p -> p.security().apparmor(), (b, v) -> b.security().apparmor(v)),
            key("security.selinux", Values.TEXT, "SELinux label parts, for example type:container_t",
                p -> p.security().selinux(), (b, v) -> b.security().selinux(v)),
            key("security.landlock", ProfileTables.LANDLOCK, "Paths that are allowed; everything else is refused",
                p -> p.security().landlock(), (b, v) -> b.security().landlock(v)),
            key("security.read_only", Values.FLAG, "The root file system is read-only",
                p -> p.security().readOnly(), (b, v) -> b.security().readOnly(v)),
            key("security.masked", Values.PATHS, "Paths made unreadable in addition to the defaults",
                p -> p.security().masked(), (b, v) -> b.security().masked(v)),
            key("security.readonly", Values.PATHS, "Paths made read-only in addition to the defaults",
                p -> p.security().readonly(), (b, v) -> b.security().readonly(v)),
            key("security.unmasked", Values.FLAG, "Leave the default masked and read-only paths as they are",
                p -> p.security().unmasked(), (b, v) -> b.security().unmasked(v)),
            key("security.devices", ListType.of(Values.checked("device", DeviceSpec.ACCEPTED, text -> {
                DeviceSpec.parse(text);
                return text;
            }, text -> text), "a list of " + DeviceSpec.ACCEPTED), "Host devices",
                p -> p.security().devices(), (b, v) -> b.security().devices(v)),
            key("security.device_rules", Values.TEXTS, "Device cgroup rules, for example \"c 42:* rmw\"",
                p -> p.security().deviceRules(), (b, v) -> b.security().deviceRules(v)),
            key("security.sysctls", new MapType<>(Values.TEXT, name -> { },
                "a table such as { \"net.core.somaxconn\" = \"1024\" }"), "Kernel parameters of its namespaces",
                p -> filled(p.security().sysctls()), (b, v) -> v.forEach((n, x) -> b.security().sysctl(n, x))));
    }

    private static List<Key<Profile, ProfileBuilder, ?>> rest() {
        return List.of(
            key("network.dns", Values.TEXTS, "Name servers in place of the host's",
                p -> p.network().dns(), (b, v) -> b.network().dns(v)),
            key("network.dns_search", Values.TEXTS, "Search domains",
                p -> p.network().dnsSearch(), (b, v) -> b.network().dnsSearch(v)),
            key("network.dns_options", Values.TEXTS, "Resolver options",
                p -> p.network().dnsOptions(), (b, v) -> b.network().dnsOptions(v)),
            key("network.extra_hosts", Values.TEXTS, "Lines for /etc/hosts, name:address",
                p -> p.network().extraHosts(), (b, v) -> b.network().extraHosts(v)),
            key("network.aliases", Values.TEXTS, "Further names on its network",
                p -> p.network().aliases(), (b, v) -> b.network().aliases(v)),
            key("log.driver", Values.oneOf(List.of("local", "json-file", "none")), "Where output is kept",
                p -> p.log().driver(), (b, v) -> b.log().driver(v)),
            key("log.max_size", Values.SIZE, "Size of a log segment",
                p -> boxed(p.log().maxSizeBytes()), (b, v) -> b.log().maxSizeBytes(v)),
            key("log.max_files", Values.small(1, 1000), "Log segments that are kept",
                p -> boxed(p.log().maxFiles()), (b, v) -> b.log().maxFiles(v)),
            key("health.command", new HealthCommandType(), "Command of the health check; [\"NONE\"] switches it off",
                p -> p.health().filter(h -> !h.command().isEmpty()), (b, v) -> b.health().command(v.command())
                    .shell(v.shell())),
            key("health.interval", Values.DURATION, "Time between two checks",
                p -> p.health().flatMap(Health::interval), (b, v) -> b.health().interval(v)),
            key("health.timeout", Values.DURATION, "After which a check has failed",
                p -> p.health().flatMap(Health::timeout), (b, v) -> b.health().timeout(v)),
            key("health.start_period", Values.DURATION, "In which failures do not count",
                p -> p.health().flatMap(Health::startPeriod), (b, v) -> b.health().startPeriod(v)),
            key("health.start_interval", Values.DURATION, "Time between checks in the start period",
                p -> p.health().flatMap(Health::startInterval), (b, v) -> b.health().startInterval(v)),
            key("health.retries", Values.small(1, 1000), "Failures in a row before it is unhealthy",
                p -> p.health().flatMap(h -> boxed(h.retries())), (b, v) -> b.health().retries(v)),
            key("scale", ProfileTables.SCALE, "One profile, several containers", Profile::scale, ProfileBuilder::scale),
            key("mounts", ListType.of(ProfileTables.MOUNT, "[[mounts]] tables"), "Mounts",
                p -> Optional.of(p.mounts()).filter(l -> !l.isEmpty()), (b, v) -> v.forEach(b::mount)),
            key("ports", ListType.of(ProfileTables.PORT, "[[ports]] tables"), "Ports that the host answers",
                p -> Optional.of(p.ports()).filter(l -> !l.isEmpty()), (b, v) -> v.forEach(b::port)));
    }

    private static Key<Profile, ProfileBuilder, Namespaces.Mode> mode(String name, String meaning,
            Function<Namespaces, Optional<Namespaces.Mode>> get, BiConsumer<ProfileBuilder, Namespaces.Mode> set) {
        return key("namespaces." + name, Values.checked("namespace", NamespaceModes.ACCEPTED,
            text -> NamespaceModes.mode(name, text), NamespaceModes::format), meaning,
            p -> get.apply(p.namespaces()), set);
    }

    private static ValueType<String> cpuList() {
        return Values.checked("list", "a list such as \"0-1,3\"", text -> {
            for (String part : text.split(",", -1)) {
                String[] ends = part.split("-", -1);
                for (String end : ends) {
                    if (ends.length > 2 || end.isEmpty() || end.length() > 5
                            || !end.chars().allMatch(c -> c >= '0' && c <= '9')) {
                        throw new FormException("invalid list: '" + text + "'");
                    }
                }
                if (ends.length == 2 && Integer.parseInt(ends[0]) > Integer.parseInt(ends[1])) {
                    throw new FormException("invalid list: '" + text + "'");
                }
            }
            return text;
        }, text -> text);
    }

    /** RLIMIT_CPU, in seconds, is only taken as text: {@code cpu = 2} nearly always means {@code cpus}. */
    private static ValueType<Rlimit> rlimit(String name) {
        boolean cpu = name.equals("cpu");
        String accepted = cpu ? "seconds of processor time in quotes, \"60\"; for processors use limits.cpus"
            : Ulimits.ACCEPTED;
        return new ValueType.Single<>("rlimit", accepted,
            value -> Ulimits.parseValue(!cpu && value instanceof TomlValue.Whole whole
                ? String.valueOf(whole.value()) : Values.text(value)),
            limit -> Values.quote(Ulimits.format(limit)));
    }

    private static Optional<String> variable(TomlValue value) {
        return value instanceof TomlValue.Flag flag && !flag.value() ? Optional.empty()
            : Optional.of(Values.text(value));
    }

    private static void variableName(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new FormException("invalid environment variable: " + name);
        }
    }

    private static User user(TomlValue value) {
        if (value instanceof TomlValue.Table table && table.values().keySet().equals(Set.of("map"))) {
            TomlValue map = table.values().get("map");
            return NamespaceModes.user(map instanceof TomlValue.Array array
                ? String.join(",", array.values().stream().map(Values::text).toList()) : Values.text(map));
        }
        User user = NamespaceModes.user(Values.text(value));
        if (user instanceof User.Mapped) {
            throw new FormException("a mapping is written as a table");
        }
        return user;
    }

    private static String writeUser(User user) {
        if (user instanceof User.Mapped mapped) {
            return "{ map = " + Values.quote(NamespaceModes.format(mapped)) + " }";
        }
        return user instanceof User.Host ? "\"host\"" : "\"auto\"";
    }

    private static <V> Optional<Map<String, V>> filled(Map<String, V> map) {
        return map.isEmpty() ? Optional.empty() : Optional.of(new LinkedHashMap<>(map));
    }

    private static Optional<Double> boxedReal(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
}
