package dev.berth.isolation;

import dev.berth.kernel.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a plan as the tape that the launcher plays. The format and its numbers are those of
 * src/main/c/launcher/tape.h.
 */
public final class Tape {

    /** Number of the descriptor on which the launcher reports a failure. */
    public static final int ERROR_FD = 4;
    /** Number of the first of a plan's descriptors. */
    public static final int FIRST_FD = 5;

    private static final int MAGIC = 0x45504154;
    private static final int VERSION = 3;
    private static final int HEADER = 32;
    private static final int OPERATION = 72;

    private static final int NUMBER = 0;
    private static final int ADDRESS = 1;
    private static final int SLOT = 2;
    private static final int SLOT32 = 3;

    private final Machine machine;
    private final Map<Slot, Integer> slots = new IdentityHashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<Descriptor, Integer> numbers = new HashMap<>();
    private byte[] bytes = new byte[16 * 1024];
    private ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int end = HEADER;
    private int[] relocations = new int[64];
    private int relocationCount;

    private Tape(Machine machine, List<Descriptor> descriptors) {
        this.machine = machine;
        for (int i = 0; i < descriptors.size(); i++) {
            numbers.put(descriptors.get(i), FIRST_FD + i);
        }
    }

    /**
     * The tape of a plan.
     *
     * @param plan what to do
     * @param machine whose system call numbers
     * @return the tape
     */
    public static byte[] encode(LaunchPlan plan, Machine machine) {
        return new Tape(machine, plan.descriptors()).encode(plan.steps());
    }

    /**
     * Which step of a plan an operation of its tape is: marks are steps, but not operations.
     *
     * @param steps the plan's steps
     * @param operation index in the tape
     */
    static Step step(List<Step> steps, int operation) {
        int index = 0;
        for (Step step : steps) {
            if (!(step.operation() instanceof Operation.Mark) && index++ == operation) {
                return step;
            }
        }
        throw new IllegalArgumentException("the tape has no operation " + operation);
    }

    private byte[] encode(List<Step> steps) {
        Map<Operation.Label, Integer> labels = new IdentityHashMap<>();
        int count = 0;
        for (Step step : steps) {
            if (step.operation() instanceof Operation.Mark mark) {
                labels.put(mark.label(), count);
            } else {
                count++;
            }
        }
        byte[] operations = new byte[count * OPERATION];
        ByteBuffer out = ByteBuffer.wrap(operations).order(ByteOrder.LITTLE_ENDIAN);
        int index = 0;
        for (Step step : steps) {
            if (!(step.operation() instanceof Operation.Mark)) {
                out.position(index++ * OPERATION);
                put(out, step.operation(), labels);
            }
        }
        reserve(8); // the last byte of data is 0
        int relocationsAt = end + operations.length;
        int size = relocationsAt + 4 * relocationCount;
        byte[] tape = Arrays.copyOf(bytes, size);
        System.arraycopy(operations, 0, tape, end, operations.length);
        ByteBuffer header = ByteBuffer.wrap(tape).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putInt(VERSION).putInt(size).putInt(end).putInt(count).putInt(relocationsAt)
                .putInt(relocationCount).putInt(ERROR_FD);
        header.position(relocationsAt);
        for (int i = 0; i < relocationCount; i++) {
            header.putInt(relocations[i]);
        }
        return tape;
    }

    private void put(ByteBuffer out, Operation operation, Map<Operation.Label, Integer> labels) {
        if (operation instanceof Operation.Call call) {
            int flags = call.ignore() ? 1 : 0;
            flags |= 2; // after EINTR again: no step is meant to be interrupted
            flags |= call.expected().isPresent() ? 4 : 0;
            putHead(out, call.call().number(machine), 0, flags, call.tolerated(),
                    call.result().map(this::at).orElse(0), call.expected().orElse(0), call.arguments());
        } else if (operation instanceof Operation.Jump jump) {
            putHead(out, 0, 1, 0, 0, 0, labels.get(jump.to()), List.of());
        } else if (operation instanceof Operation.IfZero test) {
            putHead(out, 0, 2, 0, 0, 0, labels.get(test.to()), List.of(Argument.of(test.slot())));
        } else if (operation instanceof Operation.IfEqual test) {
            putHead(out, 0, 3, 0, 0, 0, labels.get(test.to()), List.of(Argument.of(test.slot()),
                    Argument.of(test.number())));
        } else if (operation instanceof Operation.Decimal decimal) {
            putDecimal(out, decimal);
        } else if (operation instanceof Operation.Fail fail) {
            putHead(out, 0, 5, 0, 0, 0, 0, List.of(Argument.of(fail.errno())));
        } else if (operation instanceof Operation.Monitor monitor) {
            putMonitor(out, monitor.plan());
        } else if (operation instanceof Operation.Init init) {
            putHead(out, 0, 7, 0, 0, 0, 0, List.of(Argument.of(init.child())));
        } else {
            throw new IllegalStateException("not an operation: " + operation);
        }
    }

    private void putHead(ByteBuffer out, int number, int code, int flags, long tolerated, int result, int target,
            List<Argument> arguments) {
        int start = out.position();
        int kinds = 0;
        out.position(start + 24);
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            kinds |= kind(argument) << 4 * i;
            out.putLong(value(argument));
        }
        out.position(start);
        out.putShort((short) number).put((byte) code).put((byte) flags).putInt(kinds).putLong(tolerated)
                .putInt(result).putInt(target);
    }

    private void putDecimal(ByteBuffer out, Operation.Decimal decimal) {
        int at = at(decimal.into());
        byte[] prefix = decimal.prefix().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(prefix, 0, bytes, at, prefix.length);
        int start = out.position();
        out.position(start + 24);
        out.putLong(at(decimal.number())).putLong(at + prefix.length).putLong(text(decimal.suffix()));
        out.position(start);
        out.putShort((short) 0).put((byte) 4).put((byte) 0).putInt(SLOT | ADDRESS << 4 | ADDRESS << 8);
    }

    private void putMonitor(ByteBuffer out, MonitorPlan plan) {
        int at = at(plan.room());
        data.position(at);
        data.putInt(MonitorPlan.PIDFD).putInt(number(plan.out())).putInt(plan.err().map(this::number).orElse(-1))
                .putInt(plan.terminal() ? 1 : 0).putInt(plan.input().map(this::number).orElse(-1))
                .putInt(number(plan.control())).putInt(plan.log().map(this::number).orElse(-1))
                .putInt(number(plan.state())).putInt(number(plan.record())).putInt(plan.sync() ? 1 : 0)
                .putInt(plan.segment()).putInt(plan.segmentsKept()).putLong(plan.segmentBytes());
        int start = out.position();
        out.putLong(start + 24, at);
        out.putShort((short) 0).put((byte) 6).put((byte) 0).putInt(ADDRESS);
    }

    private static int kind(Argument argument) {
        if (argument instanceof Argument.Number || argument instanceof Argument.Given) {
            return NUMBER;
        }
        return argument instanceof Argument.Value value ? value.narrow() ? SLOT32 : SLOT : ADDRESS;
    }

    private long value(Argument argument) {
        if (argument instanceof Argument.Number number) {
            return number.value();
        } else if (argument instanceof Argument.Given given) {
            return number(given.descriptor());
        } else if (argument instanceof Argument.Value value) {
            return at(value.slot());
        } else if (argument instanceof Argument.Address address) {
            return at(address.slot());
        } else if (argument instanceof Argument.Text text) {
            return text(text.value());
        } else if (argument instanceof Argument.Bytes block) {
            int at = reserve(Math.max(8, block.value().length));
            System.arraycopy(block.value(), 0, bytes, at, block.value().length);
            return at;
        } else if (argument instanceof Argument.Texts strings) {
            return texts(strings.values());
        }
        return struct((Argument.Struct) argument);
    }

    private int texts(List<String> values) {
        int at = reserve(8 * (values.size() + 1));
        for (int i = 0; i < values.size(); i++) {
            int text = text(values.get(i));
            data.putLong(at + 8 * i, text);
            relocate(at + 8 * i);
        }
        return at;
    }

    private int struct(Argument.Struct struct) {
        int at = reserve(8 * struct.fields().size());
        for (int i = 0; i < struct.fields().size(); i++) {
            Argument field = struct.fields().get(i);
            if (field instanceof Argument.Value) {
                throw new IllegalStateException(struct.name() + ": a field is known before the tape is played");
            }
            long value = value(field);
            data.putLong(at + 8 * i, value);
            if (kind(field) == ADDRESS) {
                relocate(at + 8 * i);
            }
        }
        return at;
    }

    private int number(Descriptor descriptor) {
        Integer number = numbers.get(descriptor);
        if (number == null) {
            throw new IllegalStateException("the plan does not hand over " + descriptor.what());
        }
        return number;
    }

    private int at(Slot slot) {
        if (slot.isPart()) {
            return at(slot.base()) + slot.offset();
        }
        Integer at = slots.get(slot);
        if (at == null) {
            at = reserve(slot.initial().length);
            System.arraycopy(slot.initial(), 0, bytes, at, slot.initial().length);
            slots.put(slot, at);
        }
        return at;
    }

    private int text(String value) {
        Integer known = texts.get(value);
        if (known != null) {
            return known;
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        int at = reserve(encoded.length + 1);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        texts.put(value, at);
        return at;
    }

    private int reserve(int length) {
        int at = end;
        end += length + 7 & ~7;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        return at;
    }

    private void relocate(int at) {
        if (relocationCount == relocations.length) {
            relocations = Arrays.copyOf(relocations, 2 * relocationCount);
        }
        relocations[relocationCount++] = at;
    }
}
