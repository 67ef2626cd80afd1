package dev.berth.build.dockerfile;

/**
 * Lines of a Dockerfile that are one: continuations joined, comments and empty lines left out.
 *
 * @param first number of the first one, from 1
 * @param last number of the last one
 * @param text the joined text
 */
record LogicalLine(int first, int last, String text) {
}
