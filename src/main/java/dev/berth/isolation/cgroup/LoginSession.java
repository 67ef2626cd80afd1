package dev.berth.isolation.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The login session that an engine was started in. systemd follows a session by the cgroup of its scope, and may end
 * all that is in there when the user logs out ({@code KillUserProcesses} of logind.conf(5)) or runs out of memory. An
 * engine and the monitors of its containers outlive logins, so it leaves.
 */
public final class LoginSession {

    /** Where engines go that were started in a session; beside the containers' group, whose limits are not theirs. */
    static final String GROUP = "berth-engine";

    private LoginSession() {
    }

    /**
     * Takes this process out of the session's cgroup, in every tree that systemd may follow it with. One that is not in
     * a session, a service's for example, stays where it is.
     *
     * @throws CgroupException if the kernel refuses
     */
    public static void leave() throws CgroupException {
        leave(Cgroups.trees());
    }

    /** As {@link #leave()}, from trees given. */
    static void leave(List<Hierarchy> trees) throws CgroupException {
        for (Hierarchy tree : trees) {
            if ((tree.v2() || tree.named()) && isSession(tree.own())) {
                Path group = tree.mount().resolve(GROUP);
                try {
                    enter(group);
                } catch (IOException e) {
                    throw new CgroupException("cannot move the engine from the login session's cgroup " + tree.own()
                            + " to " + group + ", so the end of the session may end it: " + e.getMessage(), e);
                }
            }
        }
    }

    private static void enter(Path group) throws IOException {
        Files.createDirectories(group);
        try {
            join(group);
        } catch (NoSuchFileException e) {
            // another engine has just removed it, on its way out
            Files.createDirectories(group);
            join(group);
        }
    }

    private static void join(Path group) throws IOException {
        // 0 is who writes
        Files.write(group.resolve("cgroup.procs"), "0".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    }

    /**
     * Removes the group that sessions are left for, by an engine that is about to end; one that monitors or other
     * engines are in stays.
     *
     * @throws CgroupException if the kernel does not let this process out of it
     */
    public static void removeGroup() throws CgroupException {
        removeGroup(Cgroups.trees());
    }

    /** As {@link #removeGroup()}, from trees given. */
    static void removeGroup(List<Hierarchy> trees) throws CgroupException {
        for (Hierarchy tree : trees) {
            Path group = tree.mount().resolve(GROUP);
            if (!tree.v2() && !tree.named() || !Files.isDirectory(group)) {
                continue;
            }
            try {
                if (tree.own().equals('/' + GROUP)) {
                    join(tree.mount());
                }
            } catch (IOException e) {
                throw new CgroupException("cannot leave the cgroup " + group + ": " + e.getMessage(), e);
            }
            try {
                Files.deleteIfExists(group);
            } catch (IOException e) {
                System.getLogger(LoginSession.class.getName()).log(System.Logger.Level.DEBUG,
                        "the cgroup " + group + " stays: " + e.getMessage());
            }
        }
    }

    /**
     * Whether a group is a login's: {@code /user.slice/user-0.slice/session-1.scope}, or anything that a user's own
     * service manager runs below {@code user@0.service}.
     */
    static boolean isSession(String group) {
        for (String part : group.split("/")) {
            if (part.startsWith("session-") && part.endsWith(".scope")
                    || part.startsWith("user@") && part.endsWith(".service")) {
                return true;
            }
        }
        return false;
    }
}
