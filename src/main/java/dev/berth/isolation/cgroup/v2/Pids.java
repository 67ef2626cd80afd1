package dev.berth.isolation.cgroup.v2;

import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;
import java.io.IOException;

/** The limit on processes and threads of v2 (cgroup-v2.rst, "PID"). */
public final class Pids implements Controller {

    @Override
    public String name() {
        return "pids";
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void settings(Limits limits, SettingList into) {
        if (limits.pids().isPresent()) {
            long most = limits.pids().getAsLong();
            into.set("pids.max", most <= 0 ? "max" : Long.toString(most), "limits.pids");
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        into.pids(files.number("pids.current"), files.number("pids.max"));
    }
}
