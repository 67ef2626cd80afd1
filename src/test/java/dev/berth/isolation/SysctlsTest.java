package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysctlsTest {

    @ParameterizedTest
    @ValueSource(strings = {"net.core.somaxconn", "net/ipv4/conf/eth0.1/forwarding", "kernel.shmmax",
        "kernel.shm_rmid_forced", "fs.mqueue.msg_max", "kernel.domainname"})
    void allowsWhatBelongsToTheContainer(String name) {
        assertDoesNotThrow(() -> Sysctls.check(name, true, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel.core_pattern", "kernel.hostname", "vm.overcommit_memory", "fs.file-max", "",
        "net", "net..x", "net.", "kernel.shmmax.x", "net/../kernel/core_pattern", "net.//.core_pattern",
        "net.ipv4./", "kernel/core_pattern"})
    void refusesTheRest(String name) {
        assertEquals("sysctl '" + name + "' is not allowed", assertThrows(IllegalArgumentException.class,
                () -> Sysctls.check(name, true, true, true)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"net.core.somaxconn, network", "kernel.sem, IPC", "fs.mqueue.msg_max, IPC",
        "kernel.domainname, UTS"})
    void refusesTheHostsOwn(String name, String namespace) {
        assertEquals("sysctl '" + name + "' not allowed in host " + namespace + " namespace",
                assertThrows(IllegalArgumentException.class, () -> Sysctls.check(name, false, false, false))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"net.core.somaxconn, net/core/somaxconn", "net.ipv4.conf.eth0/1.forwarding,"
        + " net/ipv4/conf/eth0.1/forwarding", "net/ipv4/conf/eth0.1/forwarding, net/ipv4/conf/eth0.1/forwarding"})
    void knowsWhereItIs(String name, String file) {
        assertEquals(file, Sysctls.file(name));
    }
}
