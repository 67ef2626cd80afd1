package dev.berth.isolation.cgroup;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * The BPF program that is the device list of a v2 group (type {@code BPF_PROG_TYPE_CGROUP_DEVICE}, linux/bpf.h). The
 * last rule that matches decides; where none does the answer is no.
 */
final class DeviceProgram {

    // opcodes: class, operation and source of linux/bpf_common.h in one byte
    private static final int LOAD_WORD = 0x61;
    private static final int AND = 0x54;
    private static final int SHIFT_RIGHT = 0x74;
    private static final int MOVE = 0xbc;
    private static final int MOVE_CONSTANT = 0xb7;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_UNLESS_EQUAL = 0x55;
    private static final int EXIT = 0x95;

    // registers: r1 is the context, and free once that has been read
    private static final int RESULT = 0;
    private static final int CONTEXT = 1;
    private static final int ACCESS = 2;
    private static final int TYPE = 3;
    private static final int MAJOR = 4;
    private static final int MINOR = 5;

    private static final int TYPE_BLOCK = 1;
    private static final int TYPE_CHAR = 2;
    private static final int PROG_LOAD = 5;
    private static final int PROG_ATTACH = 8;
    private static final int PROG_TYPE_CGROUP_DEVICE = 15;
    private static final int ATTACH_TYPE_DEVICE = 6;
    /** Lets a container's own service manager attach further programs below; all must say yes. */
    private static final int ALLOW_MULTI = 2;
    private static final int MOST_PER_RULE = 8;

    private final ByteBuffer code;

    private DeviceProgram(int rules) {
        code = ByteBuffer.allocate((8 + rules * MOST_PER_RULE) * 8).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Compiles rules.
     *
     * @param rules in order
     * @return the program, 8 bytes an instruction
     */
    static byte[] compile(List<DeviceRule> rules) {
        DeviceProgram program = new DeviceProgram(rules.size());
        program.emit(LOAD_WORD, ACCESS, CONTEXT, 0, 0);
        program.emit(LOAD_WORD, MAJOR, CONTEXT, 4, 0);
        program.emit(LOAD_WORD, MINOR, CONTEXT, 8, 0);
        program.emit(MOVE, TYPE, ACCESS, 0, 0);
        program.emit(AND, TYPE, 0, 0, 0xffff);
        program.emit(SHIFT_RIGHT, ACCESS, 0, 0, 16);
        boolean open = true;
        for (int i = rules.size() - 1; i >= 0 && open; i--) {
            program.rule(rules.get(i));
            // the kernel refuses code that nothing reaches
            open = !matchesAll(rules.get(i));
        }
        if (open) {
            program.emit(MOVE_CONSTANT, RESULT, 0, 0, 0);
            program.emit(EXIT, 0, 0, 0, 0);
        }
        byte[] bytes = new byte[program.code.position()];
        program.code.flip().get(bytes);
        return bytes;
    }

    /**
     * Compiles rules and attaches the program to a group.
     *
     * @param group directory of the group
     * @param rules in order
     * @throws IOException if the kernel refuses
     */
    static void attach(Path group, List<DeviceRule> rules) throws IOException {
        byte[] code = compile(rules);
        try (Scratch s = Scratch.open(); Fd directory = Fd.open(group, OpenFlags.RDONLY | OpenFlags.DIRECTORY, 0)) {
            long load = s.allocate(48);
            Scratch.putInt(load, PROG_TYPE_CGROUP_DEVICE);
            Scratch.putInt(load + 4, code.length / 8);
            Scratch.putLong(load + 8, s.bytes(code));
            Scratch.putLong(load + 16, s.string("Apache-2.0"));
            long number = Kernel.raw(Sys.BPF, PROG_LOAD, load, 48);
            if (number < 0) {
                throw failure("load", group, number);
            }
            try (Fd program = Fd.of((int) number)) {
                long attach = s.allocate(16);
                Scratch.putInt(attach, directory.number());
                Scratch.putInt(attach + 4, program.number());
                Scratch.putInt(attach + 8, ATTACH_TYPE_DEVICE);
                Scratch.putInt(attach + 12, ALLOW_MULTI);
                long result = Kernel.raw(Sys.BPF, PROG_ATTACH, attach, 16);
                if (result < 0) {
                    throw failure("attach", group, result);
                }
            }
        }
    }

    private static CgroupException failure(String verb, Path group, long result) {
        return new CgroupException("cannot " + verb + " the device list of " + group + ": "
                + Errno.message((int) -result) + "; it takes a kernel with CONFIG_CGROUP_BPF, and root");
    }

    private static boolean matchesAll(DeviceRule rule) {
        return rule.type() == 'a' && rule.access().length() == 3 && rule.major().isEmpty() && rule.minor().isEmpty();
    }

    private void rule(DeviceRule rule) {
        int start = code.position();
        if (rule.type() != 'a') {
            emit(JUMP_UNLESS_EQUAL, TYPE, 0, 0, rule.type() == 'b' ? TYPE_BLOCK : TYPE_CHAR);
        }
        int access = (rule.access().indexOf('m') >= 0 ? 1 : 0) | (rule.access().indexOf('r') >= 0 ? 2 : 0)
                | (rule.access().indexOf('w') >= 0 ? 4 : 0);
        if (access != 7) {
            // allowing takes that all is allowed, denying that some is denied
            emit(MOVE, CONTEXT, ACCESS, 0, 0);
            emit(AND, CONTEXT, 0, 0, rule.allow() ? ~access & 7 : access);
            emit(rule.allow() ? JUMP_UNLESS_EQUAL : JUMP_IF_EQUAL, CONTEXT, 0, 0, 0);
        }
        if (rule.major().isPresent()) {
            emit(JUMP_UNLESS_EQUAL, MAJOR, 0, 0, (int) rule.major().getAsLong());
        }
        if (rule.minor().isPresent()) {
            emit(JUMP_UNLESS_EQUAL, MINOR, 0, 0, (int) rule.minor().getAsLong());
        }
        emit(MOVE_CONSTANT, RESULT, 0, 0, rule.allow() ? 1 : 0);
        emit(EXIT, 0, 0, 0, 0);
        // every jump of this rule goes on at the next one
        int end = code.position();
        for (int at = start; at < end; at += 8) {
            int opcode = code.get(at) & 0xff;
            if (opcode == JUMP_IF_EQUAL || opcode == JUMP_UNLESS_EQUAL) {
                code.putShort(at + 2, (short) ((end - at) / 8 - 1));
            }
        }
    }

    private void emit(int opcode, int target, int source, int offset, int constant) {
        code.put((byte) opcode).put((byte) (source << 4 | target)).putShort((short) offset).putInt(constant);
    }
}
