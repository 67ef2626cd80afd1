package dev.berth.isolation.seccomp;

import dev.berth.kernel.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Compiles a profile to classic BPF: the machine is checked, then a binary search over runs of call numbers ends in an
 * action or in comparisons of arguments. As in runc, calls that are newer than all that the profile names answer
 * ENOSYS, so that programs fall back to older ones.
 */
final class FilterCompiler {

    /** x32 calls on x86-64 have this bit in their number (asm/unistd.h, {@code __X32_SYSCALL_BIT}). */
    private static final int X32 = 0x40000000;
    /** Most instructions that the kernel takes ({@code BPF_MAXINSNS}). */
    private static final int MOST = 4096;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    /** What programs call most; the search gets to these in fewer steps. */
    private static final Set<String> FREQUENT = Set.of("read", "write", "futex", "epoll_wait", "epoll_pwait",
            "recvfrom", "sendto", "recvmsg", "sendmsg", "readv", "writev", "poll", "ppoll", "mmap", "munmap", "close",
            "openat", "newfstatat", "fstat", "stat", "lseek", "pread64", "rt_sigprocmask", "rt_sigaction", "ioctl",
            "brk", "clock_nanosleep", "nanosleep");
    private static final int FREQUENT_WEIGHT = 8;

    private final SeccompProfile profile;
    private final Target target;
    private final SyscallTable table;

    /** Calls that follow one another and are answered alike. */
    private record Run(int first, Block code, int weight) {
    }

    FilterCompiler(SeccompProfile profile, Target target, SyscallTable table) {
        this.profile = profile;
        this.target = target;
        this.table = table;
    }

    byte[] compile() throws SeccompException {
        Block program = new Block();
        program.add(Block.LOAD, 0, 0, ARCHITECTURE)
                .add(Block.JUMP_EQUAL, 1, 0, target.machine().auditArch())
                .add(Block.RETURN, 0, 0, Action.KILL_PROCESS.value())
                .add(Block.LOAD, 0, 0, NUMBER);
        if (target.machine() == Machine.X86_64) {
            // -1 is how a tracer skips a call; it is above the bit as well
            program.add(Block.JUMP_GREATER_OR_EQUAL, 0, 1, X32)
                    .add(Block.RETURN, 0, 0, Action.NO_SUCH_CALL.value());
        }
        List<Run> runs = runs();
        search(runs, 0, runs.size(), program);
        if (program.size() > MOST) {
            throw new SeccompException("the seccomp profile is too large: it takes " + program.size()
                    + " instructions, and the kernel takes " + MOST);
        }
        return program.bytes();
    }

    private List<Run> runs() {
        int last = lastNamed();
        Action beyond = profile.defaultAction().lets() ? profile.defaultAction() : Action.NO_SUCH_CALL;
        Block[] codes = new Block[last + 1];
        int[] weights = new int[last + 1];
        Arrays.fill(weights, 1);
        Block byDefault = answer(profile.defaultAction());
        table.numbers().forEach((name, number) -> {
            if (number <= last) {
                codes[number] = byDefault;
                weights[number] = FREQUENT.contains(name) ? FREQUENT_WEIGHT : 1;
            }
        });
        rules(codes);
        Block unknown = answer(beyond);
        List<Run> runs = new ArrayList<>();
        Block current = null;
        int first = 0;
        int weight = 0;
        for (int i = 0; i <= last; i++) {
            Block code = codes[i] == null ? unknown : codes[i];
            if (current != null && !same(code, current)) {
                runs.add(new Run(first, current, weight));
                first = i;
                weight = 0;
            }
            current = code;
            weight += weights[i];
        }
        if (current != null) {
            runs.add(new Run(first, current, weight));
        }
        runs.add(new Run(last + 1, unknown, 1));
        return runs;
    }

    /** The rules of each call: one without tests settles it, else those with tests are asked in order. */
    private void rules(Block[] codes) {
        List<List<Rule>> byNumber = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            byNumber.add(null);
        }
        for (Rule rule : profile.rules()) {
            if (!rule.counts(target)) {
                continue;
            }
            for (String name : rule.names()) {
                OptionalInt number = table.number(name);
                if (number.isPresent()) {
                    if (byNumber.get(number.getAsInt()) == null) {
                        byNumber.set(number.getAsInt(), new ArrayList<>(1));
                    }
                    byNumber.get(number.getAsInt()).add(rule);
                }
            }
        }
        for (int i = 0; i < codes.length; i++) {
            if (byNumber.get(i) != null) {
                codes[i] = code(byNumber.get(i));
            }
        }
    }

    private Block code(List<Rule> rules) {
        for (Rule rule : rules) {
            if (rule.tests().isEmpty()) {
                return answer(rule.action());
            }
        }
        Block code = new Block();
        for (Rule rule : rules) {
            for (List<ArgumentTest> tests : alternatives(rule.tests())) {
                Block one = new Block();
                for (ArgumentTest test : tests) {
                    ArgumentCode.add(test, one);
                }
                code.add(one.add(answer(rule.action())).land());
            }
        }
        return code.add(answer(profile.defaultAction()));
    }

    /** Two tests of one argument are alternatives, as in runc and crun; else all must pass. */
    private static List<List<ArgumentTest>> alternatives(List<ArgumentTest> tests) {
        Set<Integer> indexes = new HashSet<>();
        for (ArgumentTest test : tests) {
            if (!indexes.add(test.index())) {
                List<List<ArgumentTest>> each = new ArrayList<>();
                tests.forEach(t -> each.add(List.of(t)));
                return each;
            }
        }
        return List.of(tests);
    }

    private static void search(List<Run> runs, int from, int to, Block into) {
        if (to - from == 1) {
            into.add(runs.get(from).code());
            return;
        }
        int middle = middle(runs, from, to);
        Block left = new Block();
        search(runs, from, middle, left);
        int first = runs.get(middle).first();
        if (left.size() <= Block.FAR) {
            into.add(Block.JUMP_GREATER_OR_EQUAL, left.size(), 0, first);
        } else {
            into.add(Block.JUMP_GREATER_OR_EQUAL, 0, 1, first).add(Block.JUMP, 0, 0, left.size());
        }
        into.add(left);
        search(runs, middle, to, into);
    }

    /** Where both halves weigh about the same. */
    private static int middle(List<Run> runs, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all += runs.get(i).weight();
        }
        int sum = 0;
        for (int i = from; i < to - 1; i++) {
            sum += runs.get(i).weight();
            if (sum * 2 >= all) {
                return i + 1;
            }
        }
        return to - 1;
    }

    /** The largest number that any rule names, whether or not the rule counts here. */
    private int lastNamed() {
        int last = -1;
        for (Rule rule : profile.rules()) {
            for (String name : rule.names()) {
                last = Math.max(last, table.number(name).orElse(-1));
            }
        }
        return last;
    }

    private static Block answer(Action action) {
        return new Block().add(Block.RETURN, 0, 0, action.value());
    }

    private static boolean same(Block one, Block other) {
        return one == other || one.size() == 1 && other.size() == 1 && Arrays.equals(one.bytes(), other.bytes());
    }
}
