package dev.berth.isolation.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.isolation.cgroup.v2.Devices;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceProgramTest {

    private static final int BLOCK = 1;
    private static final int CHAR = 2;

    /** Runs the few instructions that the compiler emits. */
    private static boolean allows(List<DeviceRule> rules, int type, int major, int minor, String access) {
        ByteBuffer code = ByteBuffer.wrap(DeviceProgram.compile(rules)).order(ByteOrder.LITTLE_ENDIAN);
        int bits = (access.contains("m") ? 1 : 0) | (access.contains("r") ? 2 : 0) | (access.contains("w") ? 4 : 0);
        int[] context = {bits << 16 | type, major, minor};
        long[] r = new long[11];
        for (int at = 0;; at++) {
            int opcode = code.get(at * 8) & 0xff;
            int target = code.get(at * 8 + 1) & 15;
            int source = code.get(at * 8 + 1) >> 4 & 15;
            short offset = code.getShort(at * 8 + 2);
            int constant = code.getInt(at * 8 + 4);
            switch (opcode) {
                case 0x61 -> r[target] = context[offset / 4] & 0xffffffffL;
                case 0xbc -> r[target] = r[source] & 0xffffffffL;
                case 0x54 -> r[target] = r[target] & constant & 0xffffffffL;
                case 0x74 -> r[target] = (int) r[target] >>> constant;
                case 0xb7 -> r[target] = constant;
                case 0x15 -> at += r[target] == constant ? offset : 0;
                case 0x55 -> at += r[target] != constant ? offset : 0;
                case 0x95 -> {
                    return r[0] == 1;
                }
                default -> throw new IllegalStateException("opcode " + opcode);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 3, rw, true", "2, 1, 3, rwm, true", "2, 1, 1, r, false", "2, 1, 1, m, true",
        "2, 1, 1, rm, false", "2, 5, 2, rw, true", "2, 136, 77, rw, true", "1, 8, 0, m, true", "1, 8, 0, r, false",
        "1, 1, 3, r, false", "2, 10, 200, rw, false"})
    void theDefaultRules(int type, int major, int minor, String access, boolean allowed) {
        assertEquals(allowed, allows(DeviceRule.DEFAULTS, type, major, minor, access));
    }

    @Test
    void theLastRuleThatMatchesDecides() throws Exception {
        List<DeviceRule> rules = new ArrayList<>(List.of(DeviceRule.parse("a *:* rwm")));
        assertEquals(true, allows(rules, BLOCK, 8, 0, "rwm"));
        rules.add(new DeviceRule(false, 'b', OptionalLong.of(8), OptionalLong.empty(), "w"));
        assertEquals(false, allows(rules, BLOCK, 8, 0, "rw"));
        assertEquals(true, allows(rules, BLOCK, 8, 0, "r"));
        assertEquals(true, allows(rules, CHAR, 8, 0, "rw"));
        rules.add(DeviceRule.parse("b 8:1 rwm"));
        assertEquals(true, allows(rules, BLOCK, 8, 1, "w"));
        assertEquals(rules, Devices.rules(settingOf(rules)));
    }

    private static Setting settingOf(List<DeviceRule> rules) {
        SettingList list = new SettingList((tree, file) -> true, false, false);
        Devices.settings(rules, "security.devices", list);
        return list.settings().get(0);
    }

    @ParameterizedTest
    @CsvSource({"c 42:* rmw, c 42:* rwm", "a *:* w, a *:* w", "b 8:0 m, b 8:0 m"})
    void readsDockersForm(String text, String rule) throws Exception {
        assertEquals(rule, DeviceRule.parse(text).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c", "c 42 r", "d 1:1 r", "c 1:1 x", "c 1:1", "c -1:1 r", "c 1:99999999999 r",
        "c a:1 r", "c 1:1 r r"})
    void refusesOtherForms(String text) {
        assertEquals("invalid device cgroup format '" + text
                + "'; it is \"TYPE MAJOR:MINOR ACCESS\", for example \"c 42:* rmw\"",
                assertThrows(CgroupException.class, () -> DeviceRule.parse(text)).getMessage());
    }
}
