package dev.berth.build.dockerfile;

/**
 * {@code MAINTAINER NAME}.
 *
 * @param source where it stands
 * @param name who made the image
 */
public record Maintainer(Source source, String name) implements Instruction {
}
