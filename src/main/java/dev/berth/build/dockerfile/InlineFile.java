package dev.berth.build.dockerfile;

/**
 * A source of {@code COPY} or {@code ADD} that is written in the Dockerfile itself, as a here-document.
 *
 * @param name the file's, which is the here-document's word
 * @param content its text
 * @param expand whether variables are put into the text
 */
public record InlineFile(String name, String content, boolean expand) {
}
