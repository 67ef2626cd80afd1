package dev.berth.build;

/**
 * A step of a build, for people.
 *
 * @param number from 1
 * @param total how many there are
 * @param stage the stage's name, or its number from 0
 * @param stageIndex the stage's number from 0
 * @param line the instruction's first line in the Dockerfile; 0 where it comes from elsewhere
 * @param endLine its last line
 * @param text the instruction in one line
 */
public record StepInfo(int number, int total, String stage, int stageIndex, int line, int endLine, String text) {
}
