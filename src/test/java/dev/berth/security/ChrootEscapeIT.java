package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.Namespaces;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.SecurityBuilder;
import org.junit.jupiter.api.Test;

/**
 * A root that is only chroot's can be left by who has CAP_SYS_CHROOT, as containers have it by default: what is then
 * seen must be the container's own root, or the empty directory under it in which nothing can be made.
 */
class ChrootEscapeIT extends SecurityCase {

    private static final String OWN_ROOT = "bin dev etc inner proc sys";

    private void aboveIsNothing(ProfileBuilder profile) throws Exception {
        image("escape", new Layers().file("bin/escape", compiled("escape"), 0755));
        Result result = run("escape", profile, "/bin/escape");
        if (!result.output().isEmpty()) {
            assertEquals(OWN_ROOT, String.join(" ", result.lines().stream().sorted().toList()));
        } else {
            assertEquals(0, result.exitCode(), "something could be made outside the container's root");
        }
    }

    @Test
    void aContainer() throws Exception {
        aboveIsNothing(new ProfileBuilder());
    }

    @Test
    void aPrivilegedOne() throws Exception {
        aboveIsNothing(new ProfileBuilder().security(new SecurityBuilder().privileged(true).build()));
    }

    @Test
    void oneWithMappedUsers() throws Exception {
        aboveIsNothing(new ProfileBuilder().namespaces(new NamespacesBuilder().user(new Namespaces.User.Auto())
                .build()));
    }
}
