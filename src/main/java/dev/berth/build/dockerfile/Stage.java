package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * A build stage: a {@code FROM} and the instructions after it.
 *
 * @param index its number, from 0
 * @param from how it begins
 * @param instructions in order
 */
public record Stage(int index, From from, List<Instruction> instructions) {

    /** Keeps its own copy of the list. */
    public Stage {
        instructions = List.copyOf(instructions);
    }

    /** Its name, in small letters. */
    public Optional<String> name() {
        return from.name();
    }

    /** What it begins with, as written: may hold global arguments. */
    public String base() {
        return from.base();
    }

    /** The platform of its base, as written: may hold global arguments. */
    public Optional<String> platform() {
        return from.platform();
    }
}
