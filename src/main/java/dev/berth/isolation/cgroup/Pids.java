package dev.berth.isolation.cgroup;

import dev.berth.profile.Limits;
import java.io.IOException;

/** The limit on processes and threads, alike in v1 (cgroup-v1/pids.rst) and v2 (cgroup-v2.rst, "PID"). */
final class Pids implements Controller {

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
