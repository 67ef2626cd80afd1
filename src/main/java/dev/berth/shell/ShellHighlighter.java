package dev.berth.shell;

import dev.berth.session.Session;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is typed: commands that exist bold, others red, options cyan, quoted text green. */
final class ShellHighlighter implements Highlighter {

    private final CommandTable table;
    private final boolean colours;

    ShellHighlighter(CommandTable table, Session session) {
        this.table = table;
        this.colours = session.variable("NO_COLOR").isEmpty();
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        int at = 0;
        int word = 0;
        while (at < buffer.length()) {
            int end = at;
            char first = buffer.charAt(at);
            if (first == ' ') {
                while (end < buffer.length() && buffer.charAt(end) == ' ') {
                    end++;
                }
                out.append(buffer.substring(at, end));
            } else {
                boolean quoted = first == '"' || first == '\'';
                end = quoted ? buffer.indexOf(first, at + 1) + 1 : buffer.indexOf(' ', at);
                end = end <= at ? buffer.length() : end;
                String text = buffer.substring(at, end);
                out.styled(style(text, word++, quoted), text);
            }
            at = end;
        }
        return out.toAttributedString();
    }

    private AttributedStyle style(String text, int word, boolean quoted) {
        if (word == 0) {
            boolean known = table.find(List.of(text)).isPresent() || table.firstWords().contains(text)
                    || List.of("exit", "quit", "help").contains(text);
            return known ? AttributedStyle.BOLD : colour(AttributedStyle.RED);
        }
        if (quoted) {
            return colour(AttributedStyle.GREEN);
        }
        return text.startsWith("-") ? colour(AttributedStyle.CYAN) : AttributedStyle.DEFAULT;
    }

    private AttributedStyle colour(int colour) {
        return colours ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
    }

    @Override
    public void setErrorPattern(Pattern pattern) {
    }

    @Override
    public void setErrorIndex(int index) {
    }
}
