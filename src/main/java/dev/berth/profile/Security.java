package dev.berth.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code [security]} table.
 *
 * @param privileged all capabilities and devices, no seccomp, nothing masked
 * @param capabilities change to the default capabilities
 * @param noNewPrivileges whether {@code PR_SET_NO_NEW_PRIVS} is set
 * @param seccomp {@code default}, {@code unconfined}, or a file in docker's JSON format
 * @param apparmor AppArmor profile name, or {@code unconfined}
 * @param selinux SELinux label parts, for example {@code type:container_t}
 * @param landlock Landlock rules
 * @param readOnly whether the root file system is read-only
 * @param masked paths that are made unreadable in addition to the defaults
 * @param readonly paths that are made read-only in addition to the defaults
 * @param unmasked whether the default masked and read-only paths are left as they are (docker's
 *     {@code systempaths=unconfined})
 * @param devices host devices, docker's form {@code host[:container][:rwm]}
 * @param deviceRules further device cgroup rules, docker's form {@code c 42:* rmw}
 * @param sysctls kernel parameters of the container's namespaces
 */
public record Security(
        Optional<Boolean> privileged,
        Optional<Capabilities> capabilities,
        Optional<Boolean> noNewPrivileges,
        Optional<String> seccomp,
        Optional<String> apparmor,
        Optional<String> selinux,
        Optional<Landlock> landlock,
        Optional<Boolean> readOnly,
        Optional<List<String>> masked,
        Optional<List<String>> readonly,
        Optional<Boolean> unmasked,
        Optional<List<String>> devices,
        Optional<List<String>> deviceRules,
        Map<String, String> sysctls) {

    /** Nothing said. */
    public static final Security NONE = new Security(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /**
     * Capabilities without {@code CAP_}; {@code ALL} stands for all.
     *
     * @param drop taken from the default
     * @param add added after that
     */
    public record Capabilities(List<String> drop, List<String> add) {
    }

    /**
     * Paths that a Landlock ruleset allows; everything else is refused.
     *
     * @param read readable and executable below
     * @param write writable below
     */
    public record Landlock(List<String> read, List<String> write) {
    }
}
