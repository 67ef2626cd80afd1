package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.isolation.ProcessSpec.Label;
import dev.berth.isolation.ProcessSpec.LandlockRules;
import dev.berth.isolation.capability.AllowedCapabilities;
import dev.berth.isolation.capability.CapabilitySets;
import dev.berth.isolation.capability.OwnCapabilities;
import dev.berth.isolation.lsm.AppArmor;
import dev.berth.isolation.lsm.LabelException;
import dev.berth.isolation.lsm.Landlock;
import dev.berth.isolation.lsm.Selinux;
import dev.berth.isolation.seccomp.SeccompException;
import dev.berth.isolation.seccomp.SeccompFilters;
import dev.berth.profile.Security;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves what a process may do. */
final class SecurityResolver {

    private final long own;
    private final SeccompFilters filters = SeccompFilters.here();
    private final AppArmor apparmor = new AppArmor();
    private final Selinux selinux = new Selinux();

    SecurityResolver() throws IOException {
        own = OwnCapabilities.read();
    }

    CapabilitySets capabilities(Security security, Identity identity) throws EngineException {
        try {
            return CapabilitySets.of(AllowedCapabilities.of(security.privileged().orElse(false),
                    security.capabilities(), own), identity.uid());
        } catch (IllegalArgumentException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    /** All capabilities that the engine has. */
    CapabilitySets all(Identity identity) {
        return CapabilitySets.of(own, identity.uid());
    }

    Optional<byte[]> seccomp(Security security, CapabilitySets capabilities) throws EngineException {
        String profile = security.seccomp().orElse("default");
        if (security.privileged().orElse(false) && security.seccomp().isEmpty() || profile.equals("unconfined")) {
            return Optional.empty();
        }
        try {
            return Optional.of(profile.equals("default") || profile.equals("builtin")
                    ? filters.standard(capabilities.bounding())
                    : profile.startsWith("{") ? filters.of(profile.getBytes(StandardCharsets.UTF_8),
                            capabilities.bounding())
                    : filters.of(Path.of(profile), capabilities.bounding()));
        } catch (SeccompException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    Optional<Label> label(Security security) throws EngineException {
        try {
            return security.selinux().isPresent() ? selinux.label(security.selinux().get())
                    : apparmor.label(security.apparmor(), security.privileged().orElse(false));
        } catch (LabelException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    Optional<LandlockRules> landlock(Security security) throws EngineException {
        if (security.landlock().isEmpty()) {
            return Optional.empty();
        }
        int abi = Landlock.abi();
        if (abi == 0) {
            throw new EngineException(Kind.BAD_PARAMETER, "security.landlock cannot be had: " + Landlock.missing());
        }
        return Optional.of(Landlock.rules(security.landlock().get(), abi));
    }
}
