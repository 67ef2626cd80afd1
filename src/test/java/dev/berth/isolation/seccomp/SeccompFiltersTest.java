package dev.berth.isolation.seccomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.isolation.capability.AllowedCapabilities;
import dev.berth.isolation.capability.CapabilityNames;
import dev.berth.kernel.Machine;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeccompFiltersTest {

    private static final int ALLOW = 0x7fff0000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;
    private static final int KILL = 0x80000000;
    private static final KernelRelease KERNEL = new KernelRelease(6, 1);

    private static BpfInterpreter standard(Machine machine, long capabilities) {
        return new BpfInterpreter(new SeccompFilters(machine, KERNEL).standard(capabilities));
    }

    private static int verdict(Machine machine, long capabilities, String call, long... arguments) {
        return standard(machine, capabilities).run(new SyscallTable(machine).number(call).orElseThrow(),
                machine.auditArch(), arguments);
    }

    @ParameterizedTest
    @CsvSource({
        // call, capability that is added or -, first argument, verdict
        "read, -, 0, ALLOW", "write, -, 0, ALLOW", "openat, -, 0, ALLOW", "futex, -, 0, ALLOW",
        "execve, -, 0, ALLOW", "exit_group, -, 0, ALLOW", "ptrace, -, 0, ALLOW", "close_range, -, 0, ALLOW",
        "io_uring_setup, -, 0, EPERM", "kexec_load, -, 0, EPERM", "userfaultfd, -, 0, EPERM",
        "add_key, -, 0, EPERM", "keyctl, -, 0, EPERM", "request_key, -, 0, EPERM", "swapon, -, 0, EPERM",
        "mount, -, 0, EPERM", "mount, SYS_ADMIN, 0, ALLOW", "fsopen, -, 0, EPERM", "setns, -, 0, EPERM",
        "unshare, -, 268435456, EPERM", "unshare, SYS_ADMIN, 268435456, ALLOW",
        "reboot, SYS_BOOT, 0, ALLOW", "reboot, -, 0, EPERM", "chroot, -, 0, ALLOW",
        "bpf, -, 0, EPERM", "bpf, BPF, 0, ALLOW", "bpf, SYS_ADMIN, 0, ALLOW",
        "syslog, SYSLOG, 0, ALLOW", "init_module, SYS_MODULE, 0, ALLOW", "settimeofday, SYS_TIME, 0, ALLOW",
        "mbind, SYS_NICE, 0, ALLOW", "mbind, -, 0, EPERM", "open_by_handle_at, -, 0, EPERM",
        "open_by_handle_at, DAC_READ_SEARCH, 0, ALLOW", "pidfd_getfd, SYS_PTRACE, 0, ALLOW",
        // clone: threads and processes, no namespaces; clone3 cannot be looked into
        "clone, -, 17, ALLOW", "clone, -, 4001536, ALLOW", "clone, -, 268435473, EPERM",
        "clone, -, 131089, EPERM", "clone, -, 33554449, EPERM", "clone, -, 1073741841, EPERM",
        "clone, SYS_ADMIN, 268435473, ALLOW", "clone3, -, 0, ENOSYS", "clone3, SYS_ADMIN, 0, ALLOW",
        // address families: unix, inet, inet6, netlink, packet; AF_ALG, AF_VSOCK and those to come not
        "socket, -, 1, ALLOW", "socket, -, 2, ALLOW", "socket, -, 10, ALLOW", "socket, -, 16, ALLOW",
        "socket, -, 17, ALLOW", "socket, -, 38, EPERM", "socket, -, 40, EPERM", "socket, -, 39, ALLOW",
        "socket, -, 44, ALLOW", "socket, -, 46, EPERM", "socket, -, 4294967298, EPERM",
        "socket, SYS_ADMIN, 38, EPERM",
        "personality, -, 0, ALLOW", "personality, -, 4294967295, ALLOW", "personality, -, 131072, ALLOW",
        "personality, -, 262144, EPERM"})
    void answersAsDockersProfile(String call, String capability, long argument, String verdict) {
        long capabilities = AllowedCapabilities.DEFAULT;
        if (!capability.equals("-")) {
            capabilities |= 1L << CapabilityNames.number(capability).orElseThrow();
        }
        int expected = switch (verdict) {
            case "ALLOW" -> ALLOW;
            case "EPERM" -> EPERM;
            default -> ENOSYS;
        };
        for (Machine machine : Machine.values()) {
            if (new SyscallTable(machine).number(call).isPresent()) {
                assertEquals(expected, verdict(machine, capabilities, call, argument, 0, 0, 0, 0, 0),
                        machine + " " + call);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void callsThatNobodyKnowsDoNotExist(Machine machine) {
        BpfInterpreter filter = standard(machine, -1);
        assertEquals(ENOSYS, filter.run(600, machine.auditArch()));
        assertEquals(ENOSYS, filter.run(0x3fffffff, machine.auditArch()));
        assertEquals(ENOSYS, filter.run(-1, machine.auditArch()));
        // a hole in the table: 245 to 259 on aarch64, 387 to 423 on x86-64
        assertEquals(ENOSYS, filter.run(machine == Machine.X86_64 ? 400 : 250, machine.auditArch()));
    }

    @Test
    void x32CallsDoNotExistAndOtherMachinesDie() {
        BpfInterpreter filter = standard(Machine.X86_64, -1);
        assertEquals(ENOSYS, filter.run(0x40000000, Machine.X86_64.auditArch()));
        assertEquals(ENOSYS, filter.run(0x40000000 + 520, Machine.X86_64.auditArch()));
        assertEquals(KILL, filter.run(0, 0x40000003));
        assertEquals(KILL, filter.run(0, Machine.AARCH64.auditArch()));
        assertEquals(KILL, standard(Machine.AARCH64, -1).run(63, Machine.X86_64.auditArch()));
    }

    @Test
    void ptraceTakesAKernelThatChecksTwice() {
        SeccompFilters old = new SeccompFilters(Machine.X86_64, new KernelRelease(4, 7));
        assertEquals(EPERM, new BpfInterpreter(old.standard(0)).run(101, Machine.X86_64.auditArch()));
    }

    @Test
    void keepsWhatItMade() {
        SeccompFilters filters = new SeccompFilters(Machine.X86_64, KERNEL);
        assertSame(filters.standard(0), filters.standard(0));
        assertTrue(filters.standard(0).length / 8 < 1000);
    }

    /** Every comparison against the arithmetic that it stands for, with values around every border. */
    @ParameterizedTest
    @CsvSource({"EQ", "NE", "LT", "LE", "GT", "GE", "MASKED_EQ"})
    void comparesAllOf64Bits(String operator) throws Exception {
        Random random = new Random(1);
        long[] borders = {0, 1, -1, 0xffffffffL, 0x100000000L, 0x100000001L, Long.MIN_VALUE, Long.MAX_VALUE,
            random.nextLong(), random.nextLong() >>> 32};
        for (long value : borders) {
            long second = value & 0x1234_5678_9abc_def0L;
            BpfInterpreter filter = profile("{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": ["
                    + "{\"index\": 2, \"value\": " + Long.toUnsignedString(value) + ", \"valueTwo\": "
                    + Long.toUnsignedString(second) + ", \"op\": \"SCMP_CMP_" + operator + "\"}]}");
            for (long border : borders) {
                for (long argument = border - 1; argument != border + 2; argument++) {
                    int order = Long.compareUnsigned(argument, value);
                    boolean expected = switch (operator) {
                        case "EQ" -> order == 0;
                        case "NE" -> order != 0;
                        case "LT" -> order < 0;
                        case "LE" -> order <= 0;
                        case "GT" -> order > 0;
                        case "GE" -> order >= 0;
                        default -> (argument & value) == second;
                    };
                    assertEquals(expected ? ALLOW : EPERM, filter.run(0, Machine.X86_64.auditArch(), 0, 0,
                            argument), Long.toHexString(argument) + " " + operator + " " + Long.toHexString(value));
                }
            }
        }
    }

    @Test
    void testsOfSeveralArgumentsMustAllPassAndOfOneArgumentAny() throws Exception {
        BpfInterpreter all = profile("{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": ["
                + "{\"index\": 0, \"value\": 1, \"op\": \"SCMP_CMP_EQ\"},"
                + "{\"index\": 1, \"value\": 2, \"op\": \"SCMP_CMP_EQ\"}]}");
        assertEquals(ALLOW, all.run(0, Machine.X86_64.auditArch(), 1, 2));
        assertEquals(EPERM, all.run(0, Machine.X86_64.auditArch(), 1, 3));
        BpfInterpreter any = profile("{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": ["
                + "{\"index\": 0, \"value\": 1, \"op\": \"SCMP_CMP_EQ\"},"
                + "{\"index\": 0, \"value\": 2, \"op\": \"SCMP_CMP_EQ\"}]}");
        assertEquals(ALLOW, any.run(0, Machine.X86_64.auditArch(), 1));
        assertEquals(ALLOW, any.run(0, Machine.X86_64.auditArch(), 2));
        assertEquals(EPERM, any.run(0, Machine.X86_64.auditArch(), 3));
    }

    @ParameterizedTest
    @CsvSource({"SCMP_ACT_KILL, 0", "SCMP_ACT_KILL_THREAD, 0", "SCMP_ACT_KILL_PROCESS, 0x80000000",
        "SCMP_ACT_TRAP, 0x30000", "SCMP_ACT_LOG, 0x7ffc0000", "SCMP_ACT_TRACE, 0x7ff00007",
        "SCMP_ACT_ERRNO, 0x50007", "SCMP_ACT_ALLOW, 0x7fff0000"})
    void knowsEveryAction(String name, String value) throws Exception {
        BpfInterpreter filter = profile("{\"name\": \"read\", \"action\": \"" + name + "\", \"errnoRet\": 7}");
        assertEquals(Long.decode(value).intValue(), filter.run(0, Machine.X86_64.auditArch()));
    }

    @Test
    void aListOfWhatIsRefusedLeavesUnknownCallsAlone() throws Exception {
        BpfInterpreter filter = new BpfInterpreter(new SeccompFilters(Machine.X86_64, KERNEL).of(
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{\"names\": [\"mkdir\"], \"action\":"
                        .concat("\"SCMP_ACT_ERRNO\"}]}").getBytes(StandardCharsets.UTF_8), 0));
        assertEquals(EPERM, filter.run(83, Machine.X86_64.auditArch()));
        assertEquals(ALLOW, filter.run(600, Machine.X86_64.auditArch()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[]|",
        "{|",
        "{}|it has no defaultAction",
        "{\"defaultAction\": \"ALLOW\"}|unknown action \"ALLOW\"",
        "{\"defaultAction\": \"SCMP_ACT_NOTIFY\"}|SCMP_ACT_NOTIFY is not supported",
        "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{\"names\": [\"a\"]}]}|the rule of a has no action",
        "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{\"action\": \"SCMP_ACT_ALLOW\"}]}"
            + "|a rule names no system call",
        "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"archMap\": [], \"architectures\": []}"
            + "|use either 'architectures' or 'archMap'"})
    void saysWhatIsWrong(String json, String reason) {
        SeccompException e = assertThrows(SeccompException.class,
                () -> new SeccompFilters(Machine.X86_64, KERNEL).of(json.getBytes(StandardCharsets.UTF_8), 0));
        assertTrue(e.getMessage().startsWith("decoding seccomp profile of the request failed: "), e.getMessage());
        assertTrue(reason == null || e.getMessage().contains(reason), e.getMessage());
    }

    private static BpfInterpreter profile(String rule) throws SeccompException {
        String json = "{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"syscalls\": [" + rule + "]}";
        return new BpfInterpreter(new SeccompFilters(Machine.X86_64, KERNEL)
                .of(json.getBytes(StandardCharsets.UTF_8), 0));
    }
}
