package dev.berth.isolation.cgroup;

import dev.berth.isolation.cgroup.Controllers.Placed;
import dev.berth.isolation.cgroup.v1.Devices;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import dev.berth.profile.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The machine's cgroup set-up, found at run time: v1, v2 or hybrid. Every container gets a group of its id below one
 * parent group of the engine's, in those trees that it needs; other groups are never touched.
 */
public final class Cgroups implements AutoCloseable {

    /** The controllers of v1 (cgroup-v1/index.rst); any other tree is a named one. */
    private static final Set<String> CONTROLLERS = Set.of("blkio", "cpu", "cpuacct", "cpuset", "devices", "freezer",
            "hugetlb", "memory", "misc", "net_cls", "net_prio", "perf_event", "pids", "rdma");

    private final List<Hierarchy> trees;
    private final String parent;
    private final Layout layout;
    private final Map<String, Cgroups> below = new ConcurrentHashMap<>();
    private final List<Placed> controllers;
    private final Map<String, OpenFiles> files = new ConcurrentHashMap<>();
    private final AtomicInteger filesKept = new AtomicInteger();

    private Cgroups(List<Hierarchy> trees, String parent) throws CgroupException {
        this.trees = trees;
        this.parent = parent;
        this.layout = Layout.of(trees, parent);
        this.controllers = Controllers.of(layout);
    }

    /**
     * Finds out what this machine has.
     *
     * @param parent name of the parent group, {@code berth} by default, relative to where groups may be made
     * @throws CgroupException if no cgroup tree is mounted
     */
    public static Cgroups find(String parent) throws CgroupException {
        return of(trees(), parent);
    }

    /** The trees that are mounted, and where this process is in them. */
    static List<Hierarchy> trees() throws CgroupException {
        try {
            return MountTable.parse(Files.readString(Path.of("/proc/self/mountinfo")),
                    Files.readString(Path.of("/proc/self/cgroup")));
        } catch (IOException e) {
            throw new CgroupException("cannot find out about cgroups: " + e.getMessage(), e);
        }
    }

    /** As {@link #find(String)}, from trees given. */
    static Cgroups of(List<Hierarchy> trees, String parent) throws CgroupException {
        if (trees.isEmpty()) {
            throw new CgroupException("no cgroup file system is mounted;"
                    + " mount cgroup2 on /sys/fs/cgroup, or let systemd do it");
        }
        for (Path part : Path.of(parent)) {
            if (parent.startsWith("/") || part.toString().equals("..") || part.toString().isEmpty()) {
                throw new CgroupException("not a name for the parent cgroup: " + parent);
            }
        }
        return new Cgroups(trees, parent);
    }

    /**
     * The groups of containers with a parent of their own, docker's {@code --cgroup-parent}.
     *
     * @param path below this parent group, or from where groups may be made when it begins with a slash; absent is this
     * @throws CgroupException if the path could lead elsewhere
     */
    public Cgroups below(Optional<String> path) throws CgroupException {
        if (path.isEmpty()) {
            return this;
        }
        Cgroups known = below.get(path.get());
        if (known != null) {
            return known;
        }
        Cgroups made = of(trees, path.get().startsWith("/") ? path.get().substring(1) : parent + '/' + path.get());
        Cgroups faster = below.putIfAbsent(path.get(), made);
        return faster == null ? made : faster;
    }

    /**
     * What would be written for limits on this machine. Nothing is changed, except that the parent group is made when
     * it takes one to find out which files there are.
     *
     * @param limits what was asked for
     * @param devices device rules; absent leaves all devices open, as for privileged containers
     * @param devicesKey the profile key that asked for the rules, empty for the default
     * @param strict whether a knob that this version of cgroup does not have is an error, not a warning
     * @throws CgroupException if a limit cannot be had here
     */
    public Settings settings(Limits limits, Optional<List<DeviceRule>> devices, String devicesKey, boolean strict)
            throws CgroupException {
        SettingList list = settings(limits, false, strict);
        if (devices.isPresent()) {
            Optional<ParentGroup> tree = layout.of("devices");
            if (tree.isPresent()) {
                list.in(tree.get().hierarchy().name());
                Devices.settings(devices.get(), devicesKey, list);
            } else if (layout.unified().isPresent()) {
                list.in("");
                dev.berth.isolation.cgroup.v2.Devices.settings(devices.get(), devicesKey, list);
            } else {
                throw new CgroupException("the device list needs the cgroup controller devices,"
                        + " which this machine does not have");
            }
        }
        return new Settings(List.copyOf(list.settings()), List.copyOf(list.warnings()));
    }

    SettingList settings(Limits limits, boolean update, boolean strict) throws CgroupException {
        Required.check(limits, layout);
        SettingList list = new SettingList(this::has, update, strict);
        for (Placed placed : controllers) {
            list.in(placed.parent().hierarchy().name());
            placed.controller().settings(limits, list);
        }
        return list;
    }

    /**
     * Makes a container's groups and writes the settings. When that fails nothing is left.
     *
     * @param id the container's id
     * @param settings what to write
     * @throws CgroupException if the kernel refuses; the message names file, value, reason and profile key
     */
    public Cgroup create(String id, List<Setting> settings) throws CgroupException {
        Cgroup group = new Cgroup(this, checked(id), List.of());
        try {
            for (ParentGroup parent : needed(settings)) {
                group.add(parent);
            }
            group.write(settings);
            return group;
        } catch (IOException e) {
            group.removeAfter(e);
            if (e instanceof CgroupException known) {
                throw known;
            }
            throw new CgroupException("cannot make the cgroup of " + id + ": " + e.getMessage(), e);
        }
    }

    /**
     * A container's groups that were made before, perhaps by an engine that is gone.
     *
     * @param id the container's id
     * @throws CgroupException if the kernel refuses to look
     */
    public Cgroup open(String id) throws CgroupException {
        List<GroupDirectory> directories = new ArrayList<>();
        try {
            for (ParentGroup parent : layout.all()) {
                GroupDirectory directory = new GroupDirectory(parent, checked(id));
                if (directory.exists()) {
                    directories.add(directory);
                }
            }
        } catch (KernelException e) {
            throw new CgroupException("cannot open the cgroup of " + id + ": " + e.getMessage(), e);
        }
        return new Cgroup(this, id, directories);
    }

    /** Whether limits are on v2: no controller is on v1. On hybrid machines they are on v1. */
    public boolean unified() {
        return !layout.versions().containsValue("v1");
    }

    /**
     * A container's groups as {@link #create} would make them; nothing is made.
     *
     * @param id the container's id
     * @param settings its settings
     * @throws CgroupException if a setting is for a tree that this machine does not have
     */
    public Cgroup planned(String id, List<Setting> settings) throws CgroupException {
        List<GroupDirectory> directories = new ArrayList<>();
        for (ParentGroup parent : needed(settings)) {
            directories.add(new GroupDirectory(parent, checked(id)));
        }
        return new Cgroup(this, id, directories);
    }

    /** The controllers there are, each with {@code v1} or {@code v2}. */
    public Map<String, String> controllers() {
        return layout.versions();
    }

    /** {@code 1} or {@code 2}, as docker's {@code info} has it: 2 where no controller is on v1. */
    public String version() {
        return unified() ? "2" : "1";
    }

    /**
     * Options with which a v1 tree is mounted again, in a container.
     *
     * @param directory name of the directory that it is mounted on, for example {@code cpu,cpuacct} or {@code systemd}
     */
    public static String mountOptions(String directory) {
        int comma = directory.indexOf(',');
        return CONTROLLERS.contains(comma < 0 ? directory : directory.substring(0, comma)) ? directory
                : "none,name=" + directory;
    }

    /** For people, for example {@code hybrid: memory, cpu on v1; hugetlb on v2}. */
    public String description() {
        Map<String, String> versions = layout.versions();
        String v1 = names(versions, "v1");
        String v2 = names(versions, "v2");
        if (v1.isEmpty()) {
            return "v2: " + v2;
        }
        return layout.unified().isPresent() ? "hybrid: " + v1 + " on v1" + (v2.isEmpty() ? "" : "; " + v2 + " on v2")
                : "v1: " + v1;
    }

    private static String names(Map<String, String> versions, String version) {
        return versions.entrySet().stream().filter(e -> e.getValue().equals(version)).map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    /** Removes the parent groups that are empty; those with containers in them, and what was there before, stay. */
    @Override
    public void close() {
        below.values().forEach(cgroups -> {
            cgroups.files.keySet().forEach(cgroups::forget);
            cgroups.layout.all().forEach(ParentGroup::removeIfMade);
        });
        files.keySet().forEach(this::forget);
        layout.all().forEach(ParentGroup::removeIfEmpty);
    }

    /** A container's files that are kept open. */
    OpenFiles filesOf(String id) {
        return files.computeIfAbsent(id, k -> new OpenFiles(filesKept));
    }

    /** Closes a container's files. */
    void forget(String id) {
        OpenFiles open = files.remove(id);
        if (open != null) {
            open.close();
        }
    }

    Layout layout() {
        return layout;
    }

    List<Placed> placed() {
        return controllers;
    }

    /** The tree that a setting's file is in. */
    ParentGroup tree(Setting setting) throws CgroupException {
        int slash = setting.file().indexOf('/');
        String name = slash < 0 ? "" : setting.file().substring(0, slash);
        for (ParentGroup parent : layout.all()) {
            if (parent.hierarchy().name().equals(name)) {
                return parent;
            }
        }
        throw new CgroupException("there is no cgroup tree for " + setting.file());
    }

    /** The v2 controllers that are handed down for every container, and those that settings need. */
    List<String> handedDown(List<Setting> settings) {
        List<String> names = new ArrayList<>();
        for (Placed placed : controllers) {
            String prefix = placed.controller().name() + '.';
            if (placed.parent().hierarchy().v2() && (placed.controller().always()
                    || settings.stream().anyMatch(s -> s.file().startsWith(prefix)))) {
                names.add(placed.controller().name());
            }
        }
        return names;
    }

    private Set<ParentGroup> needed(List<Setting> settings) throws CgroupException {
        Set<ParentGroup> needed = new LinkedHashSet<>();
        for (Placed placed : controllers) {
            if (placed.controller().always()) {
                needed.add(placed.parent());
            }
        }
        for (Setting setting : settings) {
            needed.add(tree(setting));
        }
        if (layout.unified().isPresent()) {
            needed.add(layout.unified().get());
        } else {
            layout.of("freezer").ifPresent(needed::add);
        }
        needed.addAll(layout.named());
        return needed;
    }

    private boolean has(String hierarchy, String file) {
        for (ParentGroup parent : layout.all()) {
            if (parent.hierarchy().name().equals(hierarchy)) {
                try (Scratch s = Scratch.open()) {
                    if (parent.hierarchy().v2()) {
                        String controller = file.substring(0, file.indexOf('.'));
                        if (parent.hierarchy().v2() && layout.of(controller).isPresent()) {
                            parent.enable(List.of(controller));
                        }
                    }
                    return Kernel.raw(Sys.FACCESSAT2, parent.open(), s.string(file), 0, 0) == 0;
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static String checked(String id) throws CgroupException {
        if (id.isEmpty() || id.indexOf('/') >= 0 || id.startsWith(".")) {
            throw new CgroupException("not a container id: " + id + ": " + Errno.message(Errno.EINVAL));
        }
        return id;
    }
}
