package dev.berth.isolation.lsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.isolation.ProcessSpec.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    @TempDir
    Path machine;

    private void file(String name, String text) throws Exception {
        Path file = machine.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private AppArmor apparmor(String loaded) throws Exception {
        file("sys/module/apparmor/parameters/enabled", "Y\n");
        file("sys/kernel/security/apparmor/profiles", loaded);
        return new AppArmor(machine);
    }

    @Test
    void aMachineWithoutAppArmorHasNoDefaultAndRefusesNames() throws Exception {
        AppArmor none = new AppArmor(machine);
        assertEquals(Optional.empty(), none.label(Optional.empty(), false));
        assertEquals(Optional.empty(), none.label(Optional.of("unconfined"), false));
        assertEquals("security.apparmor = \"mine\" cannot be had: AppArmor is not enabled on this kernel",
                assertThrows(LabelException.class, () -> none.label(Optional.of("mine"), false)).getMessage());
    }

    @Test
    void labelsByTheProfilesThatAreLoaded() throws Exception {
        AppArmor some = apparmor("berth-default (enforce)\nmine (complain)\n");
        assertEquals(Optional.of(new Label("exec", "exec berth-default",
                        Optional.of("changeprofile berth-default"), true, "security.apparmor")),
                some.label(Optional.empty(), false));
        file("proc/self/attr/apparmor/exec", "");
        assertEquals(Optional.of(new Label("apparmor/exec", "exec mine",
                        Optional.of("changeprofile mine"), false, "security.apparmor")),
                some.label(Optional.of("mine"), false));
        assertEquals("AppArmor profile \"min\" is not loaded; load it with apparmor_parser",
                assertThrows(LabelException.class, () -> some.label(Optional.of("min"), false)).getMessage());
    }

    @Test
    void privilegedIsUnconfinedUnlessItAsks() throws Exception {
        AppArmor some = apparmor("berth-default (enforce)\n");
        assertEquals(Optional.empty(), some.label(Optional.empty(), true));
        assertTrue(some.label(Optional.of("berth-default"), true).isPresent());
    }

    @Test
    void theProfileNamesItself() {
        String text = AppArmorProfile.text("berth-default", true, true);
        assertTrue(text.startsWith("abi <abi/3.0>,\n#include <tunables/global>\nprofile berth-default flags=("), text);
        assertFalse(text.contains("@NAME@"));
        assertTrue(text.contains("  signal (send, receive) peer=berth-default,\n"), text);
        assertTrue(AppArmorProfile.text("x", false, false).startsWith("@{PROC}=/proc/\nprofile x "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"type:svirt_t|system_u:system_r:svirt_t:s0",
        "level:s0:c1,c2|system_u:system_r:container_t:s0:c1,c2",
        "user:u,role:r,type:t,level:s1:c3,c4|u:r:t:s1:c3,c4"})
    void fillsTheContextUp(String option, String context) throws Exception {
        Files.createFile(machine.resolve("enforce"));
        assertEquals(context, new Selinux(machine).label(option).orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "type:", "container_t", "type:a,b"})
    void refusesOtherLabelOptions(String option) {
        assertTrue(assertThrows(LabelException.class, () -> Selinux.context(option)).getMessage()
                .startsWith("bad label option \"" + option + "\", valid options"));
    }

    @Test
    void aMachineWithoutSelinuxRefusesToLabel() throws Exception {
        Selinux none = new Selinux(machine.resolve("none"));
        assertEquals(Optional.empty(), none.label("disable"));
        assertEquals("security.selinux = \"type:container_t\" cannot be had: SELinux is not enabled on this kernel",
                assertThrows(LabelException.class, () -> none.label("type:container_t")).getMessage());
    }
}
