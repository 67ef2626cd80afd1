package dev.berth.api.translation;

import dev.berth.docker.HostConfig;
import dev.berth.profile.Namespaces.Mode;
import dev.berth.profile.Namespaces.Network;
import dev.berth.profile.Namespaces.User;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.FormException;

/** Namespaces. */
final class NamespaceTranslator {
    private static final String CONTAINER = "container:";

    private NamespaceTranslator() {
    }

    static void namespaces(HostConfig host, ProfileBuilder profile) {
        network(host.networkMode(), profile);
        switch (host.ipcMode()) {
            // A private one can be joined here as a shareable one can.
            case "", "private", "shareable", "none" -> {
                if (!host.ipcMode().isEmpty()) {
                    profile.namespaces().ipc(new Mode.Private());
                }
            }
            default -> profile.namespaces().ipc(mode("IPC", host.ipcMode(), true));
        }
        if (!host.pidMode().isEmpty() && !host.pidMode().equals("private")) {
            profile.namespaces().pid(mode("PID", host.pidMode(), true));
        }
        if (!host.utsMode().isEmpty() && !host.utsMode().equals("private")) {
            profile.namespaces().uts(mode("UTS", host.utsMode(), false));
        }
        if (!host.cgroupnsMode().isEmpty()) {
            profile.namespaces().cgroup(host.cgroupnsMode().equals("private") ? new Mode.Private()
                    : mode("cgroup", host.cgroupnsMode(), false));
        }
        switch (host.usernsMode()) {
            case "" -> {
                // The engine's default.
            }
            case "host" -> profile.namespaces().user(new User.Host());
            case "auto", "private" -> profile.namespaces().user(new User.Auto());
            default -> throw new FormException("invalid user namespace mode: " + host.usernsMode());
        }
    }

    private static void network(String text, ProfileBuilder profile) {
        switch (text) {
            case "", "default" -> {
                // Whatever the profile or the engine takes.
            }
            case "none" -> profile.namespaces().network(new Network.None());
            case "host" -> profile.namespaces().network(new Network.Host());
            default -> profile.namespaces().network(text.startsWith(CONTAINER)
                    ? new Network.Container(target("network", text)) : new Network.Named(text));
        }
    }

    private static Mode mode(String kind, String text, boolean joins) {
        if (text.equals("host")) {
            return new Mode.Host();
        }
        if (joins && text.startsWith(CONTAINER)) {
            return new Mode.Container(target(kind, text));
        }
        throw new FormException("invalid " + kind + " mode: " + text);
    }

    private static String target(String kind, String text) {
        if (text.length() == CONTAINER.length()) {
            throw new FormException("invalid " + kind + " mode: " + text + " names no container");
        }
        return text.substring(CONTAINER.length());
    }
}
