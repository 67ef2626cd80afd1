package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * A Dockerfile.
 *
 * @param escape the character that escapes and continues lines, {@code \} or {@code `}
 * @param syntax the value of the {@code syntax} directive, which means nothing here: there is one front end
 * @param check the value of the {@code check} directive: what is checked, and whether it has to be right
 * @param globals the {@code ARG}s before the first {@code FROM}
 * @param stages at least one
 * @param warnings what is accepted still but should be changed
 */
public record Dockerfile(char escape, Optional<String> syntax, Optional<String> check, List<Arg> globals,
        List<Stage> stages, List<Warning> warnings) {

    /**
     * What is accepted still but should be changed.
     *
     * @param line where, counted from 1
     * @param text a sentence
     */
    public record Warning(int line, String text) {
    }

    /** Keeps its own copies of the lists. */
    public Dockerfile {
        globals = List.copyOf(globals);
        stages = List.copyOf(stages);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a Dockerfile.
     *
     * @param text all of it
     * @throws DockerfileException if it is none
     */
    public static Dockerfile parse(String text) {
        return new DockerfileParser(text).parse();
    }

    /**
     * Reads the instruction that an image keeps for those built on it.
     *
     * @param trigger one instruction, as {@link Onbuild} has it
     * @throws DockerfileException if it is none, or one that cannot be a trigger
     */
    public static Instruction trigger(String trigger) {
        return new DockerfileParser(trigger).trigger();
    }

    /**
     * Reads an instruction that stands alone.
     *
     * @param text one instruction
     * @throws DockerfileException if it is none, or not the only one
     */
    public static Instruction single(String text) {
        return new DockerfileParser(text).single();
    }
}
