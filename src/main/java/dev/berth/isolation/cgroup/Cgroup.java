package dev.berth.isolation.cgroup;

import dev.berth.isolation.cgroup.Controllers.Placed;
import dev.berth.isolation.cgroup.v2.Devices;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One container's groups, one in each tree that it needs. */
public final class Cgroup {

    private final Cgroups cgroups;
    private final String id;
    private final List<GroupDirectory> directories;

    Cgroup(Cgroups cgroups, String id, List<GroupDirectory> directories) {
        this.cgroups = cgroups;
        this.id = id;
        this.directories = new ArrayList<>(directories);
    }

    /** The container's id. */
    public String id() {
        return id;
    }

    /** Whether there is any group. */
    public boolean exists() {
        return !directories.isEmpty();
    }

    /**
     * The v1 files to which a single-threaded process writes {@code 0} to join: {@code tasks}, which moves one thread
     * and is several times cheaper than {@code cgroup.procs}.
     */
    public List<Path> taskFiles() {
        List<Path> files = new ArrayList<>();
        for (GroupDirectory directory : directories) {
            if (!directory.hierarchy().v2()) {
                files.add(directory.path().resolve("tasks"));
            }
        }
        return files;
    }

    /** The group in the v2 tree, for {@code CLONE_INTO_CGROUP}; on hybrid machines there is one without controllers. */
    public Optional<Path> v2Directory() {
        return unified().map(GroupDirectory::path);
    }

    /**
     * Changes limits while processes run.
     *
     * @param limits the limits to change; what is absent stays
     * @param strict whether what this kernel cannot do is an error
     * @return what has no effect here, a sentence each
     * @throws CgroupException if the kernel refuses; limits written before stay changed
     */
    public List<String> update(Limits limits, boolean strict) throws CgroupException {
        SettingList list = cgroups.settings(limits, true, strict);
        try {
            for (Setting setting : list.settings()) {
                if (in(cgroups.tree(setting)).isEmpty()) {
                    join(add(cgroups.tree(setting)));
                }
            }
            write(new MemoryOrder(this).order(list.settings()));
        } catch (KernelException e) {
            throw new CgroupException("cannot change the cgroup of " + id + ": " + e.getMessage(), e);
        } catch (CgroupException e) {
            throw e;
        } catch (IOException e) {
            throw new CgroupException("cannot change the cgroup of " + id + ": " + e.getMessage(), e);
        }
        return List.copyOf(list.warnings());
    }

    /**
     * Stops every process until {@link #thaw()}; returns when they stand still.
     *
     * @throws CgroupException if the kernel refuses or they do not stand still within 10 seconds
     */
    public void freeze() throws CgroupException {
        freezer().freeze(true);
    }

    /** Lets frozen processes go on. */
    public void thaw() throws CgroupException {
        freezer().freeze(false);
    }

    /** Whether processes are frozen. */
    public boolean frozen() throws CgroupException {
        return freezer().frozen();
    }

    /** Kills every process, also frozen ones; {@code cgroup.kill} where there, else signals until none is left. */
    public void kill() throws CgroupException {
        new Killer(this, freezer()).kill();
    }

    /** Ids of the processes, as this process sees them. */
    public List<Integer> processes() throws CgroupException {
        List<Integer> pids = new ArrayList<>();
        if (directories.isEmpty()) {
            return pids;
        }
        GroupDirectory directory = unified().orElse(directories.get(0));
        try {
            for (String name : Subgroups.of(directory)) {
                for (String line : directory.read(name + "cgroup.procs").split("\n")) {
                    if (!line.isEmpty()) {
                        pids.add(Integer.parseInt(line));
                    }
                }
            }
        } catch (IOException e) {
            throw new CgroupException("cannot list the processes of " + id + ": " + e.getMessage(), e);
        }
        return pids;
    }

    /**
     * What has been used.
     *
     * @throws CgroupException if the kernel refuses
     */
    public Statistics statistics() throws CgroupException {
        Measurement measurement = new Measurement();
        OpenFiles files = cgroups.filesOf(id);
        try {
            for (Placed placed : cgroups.placed()) {
                Optional<GroupDirectory> directory = in(placed.parent());
                if (directory.isPresent()) {
                    GroupDirectory group = directory.get();
                    placed.controller().measure(file -> files.read(group, group.path().resolve(file), file),
                            measurement);
                }
            }
        } catch (IOException e) {
            throw new CgroupException("cannot read the statistics of " + id + ": " + e.getMessage(), e);
        }
        return measurement.statistics();
    }

    /**
     * How many processes the memory limit killed; the one figure of {@link #statistics()} that every end of a container
     * asks for.
     *
     * @throws CgroupException if the kernel refuses
     */
    public long oomKills() throws CgroupException {
        Optional<GroupDirectory> memory = cgroups.layout().of("memory").flatMap(this::in);
        if (memory.isEmpty()) {
            return 0;
        }
        try {
            String file = memory.get().hierarchy().v2() ? "memory.events" : "memory.oom_control";
            return Numbers.valueOf(memory.get().read(file), "oom_kill");
        } catch (KernelException e) {
            throw new CgroupException("cannot read the memory events of " + id + ": " + e.getMessage(), e);
        }
    }

    /**
     * Removes the groups, with groups that the container made in them. They must be empty of processes; one that is
     * just ending is waited for, up to two seconds.
     *
     * @throws CgroupException if one is still in use
     */
    public void remove() throws CgroupException {
        cgroups.forget(id);
        for (int i = directories.size() - 1; i >= 0; i--) {
            try {
                Subgroups.remove(directories.get(i));
            } catch (IOException e) {
                throw new CgroupException("cannot remove the cgroup " + directories.get(i).path() + ": "
                        + e.getMessage(), e);
            }
            directories.remove(i);
        }
    }

    /**
     * Removes the groups of a container that has ended; what has stayed in them, as in the host's pid namespace, is
     * killed.
     *
     * @throws CgroupException if the kernel refuses
     */
    public void end() throws CgroupException {
        Optional<GroupDirectory> unified = unified();
        // all its processes are in the v2 tree: a group there that can be removed has none to kill; neither has one
        // that is gone from there, and from the freezer's, for an engine died while it made or removed the groups
        if (unified.isPresent() ? !removed(unified.get()) : frozenBy().isPresent()) {
            kill();
        }
        remove();
    }

    private boolean removed(GroupDirectory directory) throws CgroupException {
        try {
            return directory.remove() == 0 && directories.remove(directory);
        } catch (KernelException e) {
            throw new CgroupException("cannot remove the cgroup " + directory.path() + ": " + e.getMessage(), e);
        }
    }

    /** Makes the group in one more tree. */
    GroupDirectory add(ParentGroup parent) throws IOException {
        GroupDirectory directory = new GroupDirectory(parent, id);
        try {
            directory.create();
        } catch (KernelException e) {
            // an empty one was left by an engine that died between making and using it
            if (e.errno() != Errno.EEXIST || directory.remove() != 0) {
                throw e;
            }
            directory.create();
        }
        directories.add(directory);
        return directory;
    }

    void write(List<Setting> settings) throws IOException {
        Optional<GroupDirectory> unified = unified();
        if (unified.isPresent()) {
            List<String> down = cgroups.handedDown(settings);
            if (!down.isEmpty()) {
                unified.get().enable(down);
            }
        }
        Optional<Fd> open = Optional.empty();
        String file = "";
        try {
            for (Setting setting : settings) {
                // several values for one file come one after the other: device rules
                if (!setting.file().equals(file)) {
                    open.ifPresent(Fd::close);
                    file = setting.file();
                    open = openFor(setting);
                }
                if (open.isPresent()) {
                    write(open.get(), setting);
                }
            }
        } finally {
            open.ifPresent(Fd::close);
        }
    }

    /** Opens a setting's file; a setting that is a program is carried out instead. */
    private Optional<Fd> openFor(Setting setting) throws IOException {
        GroupDirectory directory = in(cgroups.tree(setting)).orElseThrow(
                () -> new CgroupException("there is no group of " + id + " for " + setting.file()));
        if (setting.file().equals(Devices.PROGRAM)) {
            DeviceProgram.attach(directory.path(), Devices.rules(setting));
            return Optional.empty();
        }
        try {
            return Optional.of(directory.openToWrite(setting.file().substring(setting.file().indexOf('/') + 1)));
        } catch (KernelException e) {
            throw refused(setting, e);
        }
    }

    private static void write(Fd fd, Setting setting) throws CgroupException {
        try {
            GroupDirectory.write(fd, setting.file(), setting.value());
        } catch (KernelException e) {
            throw refused(setting, e);
        }
    }

    /** Removes what was made, when making it failed. */
    void removeAfter(IOException failure) {
        try {
            remove();
        } catch (CgroupException e) {
            failure.addSuppressed(e);
        }
    }

    Optional<GroupDirectory> in(ParentGroup parent) {
        for (GroupDirectory directory : directories) {
            if (directory.hierarchy() == parent.hierarchy()) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    Optional<GroupDirectory> unified() {
        return cgroups.layout().unified().flatMap(this::in);
    }

    Cgroups cgroups() {
        return cgroups;
    }

    private Freezer freezer() throws CgroupException {
        Optional<GroupDirectory> v2 = unified();
        if (v2.isPresent()) {
            return new Freezer(v2.get());
        }
        return new Freezer(frozenBy().orElseThrow(
                () -> new CgroupException("cannot freeze or kill " + id + ": it has no cgroup with a freezer")));
    }

    private Optional<GroupDirectory> frozenBy() {
        return cgroups.layout().of("freezer").flatMap(this::in);
    }

    private void join(GroupDirectory directory) throws IOException {
        for (int pid : processes()) {
            try {
                directory.write("cgroup.procs", Integer.toString(pid));
            } catch (KernelException e) {
                // it ended in the meantime
                if (e.errno() != Errno.ESRCH) {
                    throw e;
                }
            }
        }
    }

    private static CgroupException refused(Setting setting, KernelException e) {
        String key = setting.key().isEmpty() ? "" : " (" + setting.key() + ")";
        String advice = "";
        if (e.errno() == Errno.EBUSY && setting.file().contains("memory")) {
            advice = "; more than that is in use";
        }
        return new CgroupException("cannot set " + setting.file() + " to \"" + setting.value() + '"' + key + ": "
                + Errno.message(e.errno()) + advice, e);
    }
}
