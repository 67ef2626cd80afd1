package dev.berth.isolation.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.profile.Security;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedCapabilitiesTest {

    private static final long ALL = 0x1ffffffffffL;

    private static long of(String drop, String add) {
        return AllowedCapabilities.of(false, Optional.of(new Security.Capabilities(list(drop), list(add))), ALL);
    }

    private static List<String> list(String names) {
        return names == null ? List.of() : List.of(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // dropped, added, what is allowed: docker's CapEff lines
        ", , a80425fb", "ALL, , 0", "ALL, NET_BIND_SERVICE, 400", ", ALL, 1ffffffffff", "ALL, ALL, 1ffffffffff",
        "chown, , a80425fa", "CAP_CHOWN, cap_sys_admin, a82425fa", "CHOWN, CHOWN, a80425fb",
        "SYS_ADMIN, ALL, 1ffffdfffff", "all, all, 1ffffffffff"})
    void followsDocker(String drop, String add, String expected) {
        assertEquals(expected, Long.toHexString(of(drop, add)));
    }

    @Test
    void nobodyIsAllowedMoreThanTheEngineHas() {
        assertEquals("1ffffffffff", Long.toHexString(AllowedCapabilities.of(true, Optional.empty(), ALL)));
        assertEquals("3fffffffff", Long.toHexString(AllowedCapabilities.of(true, Optional.empty(), 0x3fffffffffL)));
        assertEquals("0", Long.toHexString(AllowedCapabilities.of(false, Optional.empty(), 0x200000)));
    }

    @Test
    void refusesNamesInDockersWords() {
        assertEquals("invalid CapAdd: unknown capability: \"CAP_FOO\"",
                assertThrows(IllegalArgumentException.class, () -> of(null, "foo")).getMessage());
        assertEquals("invalid CapDrop: unknown capability: \"CAP_\"",
                assertThrows(IllegalArgumentException.class, () -> of("CAP_", null)).getMessage());
        Security.Capabilities change = new Security.Capabilities(List.of(), List.of("BPF"));
        assertEquals("invalid CapAdd: capability not supported by your kernel or not available in the current"
                + " environment: \"CAP_BPF\"", assertThrows(IllegalArgumentException.class,
                        () -> AllowedCapabilities.of(false, Optional.of(change), 0x3fffffffffL)).getMessage());
    }

    @Test
    void onlyRootHasThemInEffectAndNobodyInherits() {
        long allowed = AllowedCapabilities.DEFAULT;
        assertEquals(new CapabilitySets(allowed, allowed, allowed, 0, 0), CapabilitySets.of(allowed, 0));
        assertEquals(new CapabilitySets(allowed, 0, 0, 0, 0), CapabilitySets.of(allowed, 1000));
    }

    @Test
    void readsWhatTheEngineHas() throws Exception {
        assertEquals(0x1fffeffffffL, OwnCapabilities.parse("Name:\tx\nCapInh:\t0000000000000000\n"
                + "CapPrm:\t000001fffeffffff\nCapEff:\t0000000000000000\n"));
    }

    @Test
    void namesGoBothWays() {
        for (int i = 0; i <= CapabilityNames.LAST; i++) {
            assertEquals(i, CapabilityNames.number(CapabilityNames.name(i)).orElseThrow());
        }
        assertEquals(List.of("CAP_CHOWN", "CAP_CHECKPOINT_RESTORE"), CapabilityNames.names(1L << 40 | 1));
    }
}
