package dev.berth.build.dockerfile;

/**
 * {@code ONBUILD INSTRUCTION}.
 *
 * @param source where it stands
 * @param trigger the instruction as text, with its here-documents; see {@link Dockerfile#trigger}
 */
public record Onbuild(Source source, String trigger) implements Instruction {
}
