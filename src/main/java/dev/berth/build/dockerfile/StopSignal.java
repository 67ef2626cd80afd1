package dev.berth.build.dockerfile;

/**
 * {@code STOPSIGNAL SIGNAL}.
 *
 * @param source where it stands
 * @param signal its name or number
 */
public record StopSignal(Source source, String signal) implements Instruction {
}
