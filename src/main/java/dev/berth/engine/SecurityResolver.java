package dev.berth.engine;

import dev.berth.isolation.ProcessSpec.Capabilities;
import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.isolation.ProcessSpec.Label;
import dev.berth.isolation.ProcessSpec.LandlockRules;
import dev.berth.profile.Security;
import java.util.Optional;

/** Resolves what a process may do. */
final class SecurityResolver {

    /** Docker's default 14 (moby: oci/caps/defaults.go). */
    private static final long DEFAULT = 0xa80425fbL;
    private static final long ALL = (1L << 41) - 1;

    Capabilities capabilities(Security security, Identity identity) throws EngineException {
        return sets(security.privileged().orElse(false) ? ALL : DEFAULT, identity);
    }

    /** All capabilities. */
    Capabilities all(Identity identity) {
        return sets(ALL, identity);
    }

    /** Who is not root has no capability in force, but may get those of a program with file capabilities. */
    private static Capabilities sets(long bounding, Identity identity) {
        long own = identity.uid() == 0 ? bounding : 0;
        return new Capabilities(bounding, own, own, 0, 0);
    }

    Optional<byte[]> seccomp(Security security, Capabilities capabilities) throws EngineException {
        return Optional.empty();
    }

    Optional<Label> label(Security security) throws EngineException {
        return Optional.empty();
    }

    Optional<LandlockRules> landlock(Security security) throws EngineException {
        return Optional.empty();
    }
}
