package dev.berth.profile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

        /** Stands for every capability. */
        public static final String ALL = "ALL";

        /**
         * Applies this change after another one, so that adding one capability on the command line does not give back
         * what a profile dropped. Dropping or adding {@code ALL} forgets what was below.
         *
         * @param below the change that comes first
         * @return both as one
         */
        public Capabilities over(Capabilities below) {
            if (drop.contains(ALL) || add.contains(ALL)) {
                return this;
            }
            Set<String> dropped = new LinkedHashSet<>(below.drop);
            dropped.addAll(drop);
            dropped.removeAll(add);
            Set<String> added = new LinkedHashSet<>(below.add);
            added.removeAll(drop);
            added.addAll(add);
            return new Capabilities(List.copyOf(dropped), List.copyOf(added));
        }
    }

    /**
     * Paths that a Landlock ruleset allows; everything else is refused.
     *
     * @param read readable and executable below
     * @param write writable below
     */
    public record Landlock(List<String> read, List<String> write) {
    }

    /**
     * Lays these settings over others: capabilities as {@link Capabilities#over} has it, kernel parameters merge key by
     * key, lists replace.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public Security over(Security below) {
        if (this == NONE || below == NONE) {
            return this == NONE ? below : this;
        }
        return new Security(
                Over.of(privileged, below.privileged),
                capabilities.isPresent() && below.capabilities.isPresent()
                        ? Optional.of(capabilities.get().over(below.capabilities.get()))
                        : Over.of(capabilities, below.capabilities),
                Over.of(noNewPrivileges, below.noNewPrivileges),
                Over.of(seccomp, below.seccomp),
                Over.of(apparmor, below.apparmor),
                Over.of(selinux, below.selinux),
                Over.of(landlock, below.landlock),
                Over.of(readOnly, below.readOnly),
                Over.of(masked, below.masked),
                Over.of(readonly, below.readonly),
                Over.of(unmasked, below.unmasked),
                Over.of(devices, below.devices),
                Over.of(deviceRules, below.deviceRules),
                Over.of(sysctls, below.sysctls));
    }
}
