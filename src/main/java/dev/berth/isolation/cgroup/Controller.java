package dev.berth.isolation.cgroup;

import dev.berth.profile.Limits;
import java.io.IOException;

/** One cgroup controller of one version: turns limits into settings, and its files into statistics. */
public interface Controller {

    /** The kernel's name for it, for example {@code memory}. */
    String name();

    /**
     * Adds what is to be written for the limits that this controller knows.
     *
     * @param limits what was asked for
     * @param into where settings and warnings go
     * @throws CgroupException if a limit cannot be had
     */
    void settings(Limits limits, SettingList into) throws CgroupException;

    /**
     * Reads what a group has used.
     *
     * @param files the group's files
     * @param into where the figures go
     * @throws IOException if the kernel refuses
     */
    void measure(GroupFiles files, Measurement into) throws IOException;

    /** Whether a group is made in this controller's tree for every container, also where nothing is limited. */
    boolean always();
}
