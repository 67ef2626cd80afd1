package dev.berth.isolation.lsm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.isolation.ProcessSpec.LandlockRules;
import dev.berth.isolation.ProcessSpec.LandlockRules.Rule;
import dev.berth.profile.Security;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandlockTest {

    @ParameterizedTest
    @CsvSource({"1, 1fff, 7", "2, 3fff, 7", "3, 7fff, 4007", "4, 7fff, 4007", "5, ffff, c007", "7, ffff, c007"})
    void handlesWhatTheKernelKnows(int abi, String handled, String ofFiles) {
        LandlockRules rules = Landlock.rules(new Security.Landlock(List.of("/usr"), List.of("/srv")), abi);
        assertEquals(handled, Long.toHexString(rules.handled()));
        assertEquals(List.of(new Rule("/usr", 0xd, 0x5),
                new Rule("/srv", rules.handled(), Long.parseLong(ofFiles, 16))), rules.rules());
    }
}
