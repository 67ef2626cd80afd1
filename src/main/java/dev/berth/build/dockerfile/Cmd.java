package dev.berth.build.dockerfile;

/**
 * {@code CMD COMMAND}.
 *
 * @param source where it stands
 * @param command what a container runs, or its entry point's arguments; without words it takes away what the base has
 */
public record Cmd(Source source, CommandLine command) implements Instruction {
}
