package dev.berth.build.check;

/**
 * A place of a Dockerfile that goes against a rule.
 *
 * @param rule which one
 * @param detail what is wrong, in a sentence
 * @param line the first line of the place, from 1
 * @param endLine its last line
 */
public record Finding(Rule rule, String detail, int line, int endLine) {

    /** All of it in one line, as docker has it. */
    public String sentence() {
        return rule.title() + ": " + detail + " (line " + line + ')';
    }
}
