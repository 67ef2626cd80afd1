package dev.berth.isolation.lsm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.isolation.ProcessSpec.LandlockRules;
import dev.berth.isolation.ProcessSpec.LandlockRules.Rule;
import dev.berth.profile.Security;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandlockTest {

    @ParameterizedTest
    @CsvSource({"1, 1fff", "2, 3fff", "3, 7fff", "4, 7fff", "5, ffff", "7, ffff"})
    void handlesWhatTheKernelKnows(int abi, String handled) {
        LandlockRules rules = Landlock.rules(new Security.Landlock(List.of("/usr"), List.of("/srv")), abi);
        assertEquals(handled, Long.toHexString(rules.handled()));
        assertEquals(List.of(new Rule("/usr", 0xd), new Rule("/srv", rules.handled())), rules.rules());
    }

    @Test
    void filesHaveFewerRights() {
        assertEquals(0x5, Landlock.ofFiles(0xd));
        assertEquals(0xc007, Landlock.ofFiles(0xffff));
    }
}
