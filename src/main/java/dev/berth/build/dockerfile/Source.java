package dev.berth.build.dockerfile;

/**
 * Where an instruction stands in the Dockerfile.
 *
 * @param firstLine its first line, counted from 1
 * @param lastLine its last line, that of the last here-document's end too
 * @param text the instruction on one line as it was written: continuations joined, comments within left out, without
 *     the contents of here-documents
 */
public record Source(int firstLine, int lastLine, String text) {
}
