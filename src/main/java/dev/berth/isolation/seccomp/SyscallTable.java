package dev.berth.isolation.seccomp;

import dev.berth.kernel.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** System calls of one machine by name. */
final class SyscallTable {

    private final Map<String, Integer> numbers = new HashMap<>(1024);

    /**
     * Reads the table.
     *
     * @param machine whose numbers
     */
    SyscallTable(Machine machine) {
        String text;
        try (InputStream in = SyscallTable.class.getResourceAsStream("/dev/berth/isolation/syscalls.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of system calls", e);
        }
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int first = text.indexOf(' ', at);
            int second = text.indexOf(' ', first + 1);
            if (text.charAt(at) != '#' && first > at && second > first && second < end) {
                int from = machine == Machine.X86_64 ? first + 1 : second + 1;
                int to = machine == Machine.X86_64 ? second : end;
                if (text.charAt(from) != '-') {
                    numbers.put(text.substring(at, first), Integer.parseInt(text, from, to, 10));
                }
            }
            at = end + 1;
        }
    }

    /**
     * A call's number; empty if this machine does not have it.
     *
     * @param name its name
     */
    public OptionalInt number(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** All calls with their numbers. */
    public Map<String, Integer> numbers() {
        return Map.copyOf(numbers);
    }
}
