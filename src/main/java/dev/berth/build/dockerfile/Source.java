package dev.berth.build.dockerfile;

import java.util.List;

/**
 * Where an instruction stands in the Dockerfile.
 *
 * @param firstLine its first line, counted from 1
 * @param lastLine its last line, that of the last here-document's end too
 * @param text the instruction on one line as it was written: continuations joined, comments within left out, without
 *     the contents of here-documents
 * @param comments those on the lines just above it, without their marks and the white space around them
 */
public record Source(int firstLine, int lastLine, String text, List<String> comments) {

    /** Keeps its own copy of the list. */
    public Source {
        comments = List.copyOf(comments);
    }

    /** An instruction without comments above it. */
    public Source(int firstLine, int lastLine, String text) {
        this(firstLine, lastLine, text, List.of());
    }

    /** The instruction's first word as it was written. */
    public String keyword() {
        return WhiteSpace.split(text, 2).get(0);
    }

    /**
     * What a comment above it says of something that it names: {@code # NAME DESCRIPTION}.
     *
     * @param name of the stage or the argument
     * @return the description; empty if there is none
     */
    public String description(String name) {
        String last = comments.isEmpty() ? "" : comments.get(comments.size() - 1);
        return !name.isEmpty() && last.startsWith(name + ' ') ? last.substring(name.length() + 1) : "";
    }
}
