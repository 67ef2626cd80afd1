package dev.berth.isolation;

import dev.berth.isolation.capability.CapabilitySets;
import dev.berth.profile.Limits.Rlimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A process to run in a container, everything resolved.
 *
 * @param arguments program and arguments
 * @param searchPath directories to look the program up in when its name has no slash
 * @param environment {@code NAME=value}
 * @param workdir absolute path, made if it is missing
 * @param identity who it is
 * @param capabilities what it may do
 * @param noNewPrivileges whether exec never gives more
 * @param seccomp {@code struct sock_filter} records, or none
 * @param rlimits resource limits by number
 * @param oomScore {@code oom_score_adj}
 * @param label AppArmor or SELinux label to take on at exec, as {@code /proc/self/attr} wants it
 * @param landlock Landlock rules
 * @param terminal whether it has a pseudo-terminal
 * @param input whether its standard input can be written to
 * @param init whether process 1 is a reaper above it
 */
public record ProcessSpec(List<String> arguments, List<String> searchPath, List<String> environment, String workdir,
        Identity identity, CapabilitySets capabilities, boolean noNewPrivileges, Optional<byte[]> seccomp,
        Map<Integer, Rlimit> rlimits, OptionalInt oomScore, Optional<Label> label, Optional<LandlockRules> landlock,
        boolean terminal, boolean input, boolean init) {

    /**
     * A user and its groups, as numbers.
     *
     * @param uid user id
     * @param gid group id
     * @param groups supplementary groups
     */
    public record Identity(int uid, int gid, List<Integer> groups) {
        /** Root without further groups. */
        public static final Identity ROOT = new Identity(0, 0, List.of());
    }

    /**
     * A security module's label.
     *
     * @param attribute file below {@code /proc/self/attr}: {@code apparmor/exec} or {@code exec}
     * @param value what is written
     * @param change what a process that never execs writes to the file {@code current} beside it, to be under the label
     *     at once; empty where a module does not let processes do that
     * @param early whether a program takes it on in that way too, shortly before exec: only a label that surely lets
     *     the launch's last steps and the program pass. Exec clears the parent-death signal of who changes its label
     *     with it
     * @param key the profile key that asked for it
     */
    public record Label(String attribute, String value, Optional<String> change, boolean early, String key) {
        /** The file below {@code /proc/self/attr} that takes {@link #change}. */
        String current() {
            return attribute.substring(0, attribute.length() - "exec".length()) + "current";
        }
    }

    /**
     * Landlock rules, as the kernel's ABI numbers them.
     *
     * @param handled access rights that are refused where no rule allows them
     * @param rules paths and what is allowed below
     */
    public record LandlockRules(long handled, List<Rule> rules) {
        /**
         * Access to a path and what is below it.
         *
         * @param path the path
         * @param access the rights, if it is a directory
         * @param fileAccess those of them that another file can have; the kernel refuses the rest with EINVAL
         */
        public record Rule(String path, long access, long fileAccess) {
        }
    }
}
