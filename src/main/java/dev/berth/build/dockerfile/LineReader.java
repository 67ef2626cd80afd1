package dev.berth.build.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a Dockerfile line by line: parser directives, comments, continued lines and here-documents. */
final class LineReader {

    /** The longest line in bytes; the limit of Go's {@code bufio.Scanner}, and so docker's. */
    private static final int LINE_BYTES = 64 * 1024 - 1;

    private final String text;
    private final Directives directives = new Directives();
    private final List<Dockerfile.Warning> warnings = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private int position;
    private int lineNumber;

    /**
     * A reader.
     *
     * @param text the whole file
     */
    LineReader(String text) {
        this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The next line that says something. */
    Optional<LogicalLine> next() {
        comments.clear();
        while (position < text.length()) {
            String line = WhiteSpace.trimLeft(withoutEnd(readLine()));
            boolean directive = directives.accept(line, lineNumber);
            if (line.isEmpty() || line.charAt(0) == '#') {
                comment(directive || line.isEmpty() ? "" : WhiteSpace.trim(line.substring(1)));
                continue;
            }
            return Optional.of(join(line));
        }
        return Optional.empty();
    }

    /** An empty line, or a comment that says nothing, parts what is above from the instruction below. */
    private void comment(String said) {
        if (said.isEmpty()) {
            comments.clear();
        } else {
            comments.add(said);
        }
    }

    /** The comments on the lines just above the instruction that was read last. */
    List<String> comments() {
        return List.copyOf(comments);
    }

    /**
     * The text of a here-document, up to the line that ends it.
     *
     * @param word how it began
     * @param begin the instruction that it belongs to
     * @throws DockerfileException if no line ends it
     */
    Heredoc heredoc(HeredocWord word, LogicalLine begin) {
        StringBuilder content = new StringBuilder();
        while (position < text.length()) {
            String line = readLine();
            String end = withoutEnd(line);
            int tabs = 0;
            while (word.stripTabs() && tabs < end.length() && end.charAt(tabs) == '\t') {
                tabs++;
            }
            if (end.substring(tabs).equals(word.name())) {
                return new Heredoc(word.name(), word.expand(), word.stripTabs(), content.toString());
            }
            content.append(line);
        }
        throw new DockerfileException(begin.first(), "unterminated heredoc");
    }

    /** What the directives said; as it is when all instructions have been read. */
    Directives directives() {
        return directives;
    }

    /** The number of the line that was read last. */
    int lineNumber() {
        return lineNumber;
    }

    /** What was accepted but should be changed. */
    List<Dockerfile.Warning> warnings() {
        return warnings;
    }

    private LogicalLine join(String begin) {
        int first = lineNumber;
        StringBuilder joined = new StringBuilder();
        boolean emptyWithin = false;
        String line = begin;
        int continued = continuation(line);
        while (continued >= 0) {
            joined.append(line, 0, continued);
            line = "";
            continued = -1;
            while (position < text.length()) {
                String more = withoutEnd(readLine());
                String trimmed = WhiteSpace.trimLeft(more);
                if (trimmed.isEmpty()) {
                    emptyWithin = true;
                } else if (trimmed.charAt(0) != '#') {
                    line = more;
                    continued = continuation(line);
                    break;
                }
            }
        }
        joined.append(line);
        if (emptyWithin) {
            warnings.add(new Dockerfile.Warning(lineNumber, "Empty continuation line found in: " + joined));
        }
        return new LogicalLine(first, lineNumber, joined.toString());
    }

    /** Where the escape character that continues a line stands, -1 if none does: an escaped one does not. */
    private int continuation(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        char escape = directives.escape();
        boolean continues = end > 0 && line.charAt(end - 1) == escape
                && (end == 1 || line.charAt(end - 2) != escape);
        return continues ? end - 1 : -1;
    }

    private String readLine() {
        int newline = text.indexOf('\n', position);
        int end = newline < 0 ? text.length() : newline + 1;
        String line = text.substring(position, end);
        position = end;
        lineNumber++;
        // a character is three bytes at most, a pair of them four
        if (line.length() > LINE_BYTES / 3 && line.getBytes(StandardCharsets.UTF_8).length > LINE_BYTES) {
            throw new DockerfileException(lineNumber, "dockerfile line greater than max allowed size of " + LINE_BYTES);
        }
        return line;
    }

    private static String withoutEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }
}
