package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.isolation.TapeReader.Entry;
import dev.berth.kernel.Machine;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tape says what the plan says. */
class TapeTest {

    static Stream<Arguments> plans() {
        Specs full = Specs.full();
        return Stream.of(Machine.values()).flatMap(machine -> Stream.of(
                Arguments.of("container", full.compile(), machine),
                Arguments.of("mapped ids", full.with(Specs.MAPPED).compile(), machine),
                Arguments.of("init", full.with(Specs.process(List.of("sh"), false, false, true)).compile(), machine),
                Arguments.of("exec", full.compileExec(), machine)));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("plans")
    void readsBackAsThePlan(String name, LaunchPlan plan, Machine machine) {
        TapeReader tape = TapeReader.of(Tape.encode(plan, machine));
        List<Entry> entries = tape.entries();
        Map<Operation.Label, Integer> labels = new IdentityHashMap<>();
        int index = 0;
        for (Step step : plan.steps()) {
            if (step.operation() instanceof Operation.Mark mark) {
                labels.put(mark.label(), index);
            } else {
                assertSame(step, Tape.step(plan.steps(), index++));
            }
        }
        assertEquals(index, entries.size());
        Map<Object, Long> slots = new IdentityHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Step step = Tape.step(plan.steps(), i);
            new Comparison(plan, tape, machine, labels, slots, step.what()).agree(step.operation(), entries.get(i));
        }
        // slots that are not parts of others lie apart
        Map<Long, Object> places = new HashMap<>();
        slots.forEach((slot, at) -> assertTrue(((Slot) slot).isPart() || places.put(at, slot) == null));
    }

    private record Comparison(LaunchPlan plan, TapeReader tape, Machine machine, Map<Operation.Label, Integer> labels,
            Map<Object, Long> slots, String what) {

        void agree(Operation operation, Entry entry) {
            if (operation instanceof Operation.Call call) {
                assertEquals(0, entry.code(), what);
                assertEquals(call.call().number(machine), entry.number(), what);
                assertEquals(call.tolerated(), entry.tolerated(), what);
                assertEquals(call.ignore(), (entry.flags() & 1) != 0, what);
                assertEquals(call.expected().isPresent(), (entry.flags() & 4) != 0, what);
                call.expected().ifPresent(expected -> assertEquals(expected, entry.target(), what));
                assertEquals(call.result().isPresent(), entry.result() != 0, what);
                call.result().ifPresent(slot -> same(slot, entry.result()));
                for (int i = 0; i < 6; i++) {
                    if (i < call.arguments().size()) {
                        agree(call.arguments().get(i), entry.kind(i), entry.arguments()[i]);
                    } else {
                        assertEquals(0, entry.arguments()[i], what);
                    }
                }
            } else if (operation instanceof Operation.IfZero test) {
                assertEquals(2, entry.code(), what);
                assertEquals(labels.get(test.to()), entry.target(), what);
                same(test.slot(), entry.arguments()[0]);
            } else if (operation instanceof Operation.IfEqual test) {
                assertEquals(3, entry.code(), what);
                assertEquals(labels.get(test.to()), entry.target(), what);
                assertEquals(TapeReader.SLOT, entry.kind(0), what);
                same(test.slot(), entry.arguments()[0]);
                assertEquals(TapeReader.NUMBER, entry.kind(1), what);
                assertEquals(test.number(), entry.arguments()[1], what);
            } else if (operation instanceof Operation.Jump jump) {
                assertEquals(1, entry.code(), what);
                assertEquals(labels.get(jump.to()), entry.target(), what);
            } else if (operation instanceof Operation.Decimal decimal) {
                assertEquals(4, entry.code(), what);
                same(decimal.number(), entry.arguments()[0]);
                same(decimal.into(), entry.arguments()[1] - decimal.prefix().length());
                assertEquals(decimal.prefix(), tape.text(entry.arguments()[1] - decimal.prefix().length()), what);
                assertEquals(decimal.suffix(), tape.text(entry.arguments()[2]), what);
            } else if (operation instanceof Operation.Fail fail) {
                assertEquals(5, entry.code(), what);
                assertEquals(fail.errno(), entry.arguments()[0], what);
            } else if (operation instanceof Operation.Monitor monitor) {
                assertEquals(6, entry.code(), what);
                assertEquals(number(monitor.plan().out()), (int) (tape.word(entry.arguments()[0]) >> 32), what);
            } else {
                assertEquals(7, entry.code(), what);
                same(((Operation.Init) operation).child(), entry.arguments()[0]);
            }
        }

        private void agree(Argument argument, int kind, long value) {
            if (argument instanceof Argument.Number number) {
                assertEquals(TapeReader.NUMBER, kind, what);
                assertEquals(number.value(), value, what);
            } else if (argument instanceof Argument.Given given) {
                assertEquals(TapeReader.NUMBER, kind, what);
                assertEquals(number(given.descriptor()), value, what);
            } else if (argument instanceof Argument.Value slot) {
                assertEquals(slot.narrow() ? TapeReader.SLOT32 : TapeReader.SLOT, kind, what);
                same(slot.slot(), value);
            } else {
                assertEquals(TapeReader.ADDRESS, kind, what);
                agree(argument, value);
            }
        }

        private void agree(Argument argument, long at) {
            if (argument instanceof Argument.Text text) {
                assertEquals(text.value(), tape.text(at), what);
            } else if (argument instanceof Argument.Texts texts) {
                assertEquals(texts.values(), tape.texts(at), what);
            } else if (argument instanceof Argument.Bytes bytes) {
                assertArrayEquals(bytes.value(), tape.block(at, bytes.value().length), what);
            } else if (argument instanceof Argument.Address address) {
                same(address.slot(), at);
            } else {
                List<Argument> fields = ((Argument.Struct) argument).fields();
                for (int i = 0; i < fields.size(); i++) {
                    boolean relocated = tape.relocations().contains((int) at + 8 * i);
                    agree(fields.get(i), relocated ? TapeReader.ADDRESS : TapeReader.NUMBER, tape.word(at + 8L * i));
                }
            }
        }

        private long number(Descriptor descriptor) {
            return Tape.FIRST_FD + plan.descriptors().indexOf(descriptor);
        }

        /** A slot is one place, wherever the plan speaks of it. */
        private void same(Slot slot, long at) {
            if (slot.isPart()) {
                same(slot.base(), at - slot.offset());
            } else {
                assertEquals(slots.computeIfAbsent(slot, none -> at), at, what + ": " + slot.name());
            }
        }
    }
}
