package dev.berth.engine;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.profile.Profile;

/** The cgroup of a launch: it goes with all that runs in it, unless {@link #keep} says that the launch worked. */
final class LaunchGroup implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LaunchGroup.class.getName());

    private final Cgroups cgroups;
    private final Settings settings;
    private final Cgroup cgroup;
    private boolean kept;

    /**
     * Makes one.
     *
     * @param cgroups the groups that it is one of
     * @param id its name, the container's
     * @param settings what {@link #settings(Cgroups, Profile)} gave
     * @throws CgroupException if the kernel refuses; nothing is left of it
     */
    LaunchGroup(Cgroups cgroups, String id, Settings settings) throws CgroupException {
        this.cgroups = cgroups;
        this.settings = settings;
        this.cgroup = cgroups.create(id, settings.settings());
    }

    /**
     * What a profile's limits and devices come to on this machine.
     *
     * @param cgroups where the group is to be
     * @param profile what was asked for
     * @throws EngineException if a device or a rule for devices is wrong
     * @throws CgroupException if a limit cannot be had, and the profile insists on what it asks for
     */
    static Settings settings(Cgroups cgroups, Profile profile) throws EngineException, CgroupException {
        return cgroups.settings(profile.limits(), DeviceResolver.rules(profile.security()), "security.devices",
                profile.strict().orElse(false));
    }

    /** A group as a launch plan names it. */
    static CgroupSpec spec(Cgroups cgroups, Cgroup group) {
        return new CgroupSpec(group.taskFiles(), group.v2Directory(), cgroups.unified());
    }

    /** It as a launch plan names it. */
    CgroupSpec spec() {
        return spec(cgroups, cgroup);
    }

    /** What was written to it. */
    Settings settings() {
        return settings;
    }

    /** The launch worked: the group is the caller's from now on. */
    Cgroup keep() {
        kept = true;
        return cgroup;
    }

    @Override
    public void close() {
        if (!kept) {
            remove(cgroup);
        }
    }

    /** Removes a group with all that runs in it; what goes wrong is logged. */
    static void remove(Cgroup cgroup) {
        try {
            cgroup.kill();
            cgroup.remove();
        } catch (CgroupException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
    }
}
