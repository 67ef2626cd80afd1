package dev.berth.build.dockerfile;

/**
 * {@code ENTRYPOINT COMMAND}.
 *
 * @param source where it stands
 * @param command what a container always runs; without words it takes away what the base has
 */
public record Entrypoint(Source source, CommandLine command) implements Instruction {
}
