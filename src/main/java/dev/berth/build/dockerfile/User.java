package dev.berth.build.dockerfile;

/**
 * {@code USER USER[:GROUP]}.
 *
 * @param source where it stands
 * @param user names or numbers
 */
public record User(Source source, String user) implements Instruction {
}
