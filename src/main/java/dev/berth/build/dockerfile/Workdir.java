package dev.berth.build.dockerfile;

/**
 * {@code WORKDIR PATH}.
 *
 * @param source where it stands
 * @param path absolute, or from the directory before
 */
public record Workdir(Source source, String path) implements Instruction {
}
