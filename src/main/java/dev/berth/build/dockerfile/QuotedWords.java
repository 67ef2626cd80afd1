package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the arguments of {@code ENV}, {@code LABEL} and {@code ARG} into words. White space within quotes or after the
 * escape character does not separate; quotes and escapes stay in the words, for they mean something to the expansion.
 */
final class QuotedWords {

    private enum Phase { BETWEEN, WORD, QUOTE }

    private final String text;
    private final char escape;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean blankCounts;

    private QuotedWords(String text, char escape) {
        this.text = text;
        this.escape = escape;
    }

    /**
     * The words.
     *
     * @param text the arguments
     * @param escape the escape character
     */
    static List<String> split(String text, char escape) {
        return new QuotedWords(text, escape).split();
    }

    private List<String> split() {
        Phase phase = Phase.BETWEEN;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean space = WhiteSpace.is(c);
            if (phase != Phase.QUOTE && space) {
                finishWord();
                phase = Phase.BETWEEN;
                continue;
            }
            if (phase == Phase.QUOTE) {
                if (c == quote) {
                    phase = Phase.WORD;
                }
            } else {
                phase = Phase.WORD;
                if (c == '\'' || c == '"') {
                    quote = c;
                    blankCounts = true;
                    phase = Phase.QUOTE;
                }
            }
            // nothing can be escaped between single quotes; an escape character at the very end is dropped
            if (c == escape && !(phase == Phase.QUOTE && quote == '\'')) {
                if (at + 1 == text.length()) {
                    break;
                }
                word.append(c);
                at++;
            }
            word.append(text.charAt(at));
        }
        finishWord();
        return words;
    }

    private void finishWord() {
        if (blankCounts || word.length() > 0) {
            words.add(word.toString());
        }
        word.setLength(0);
        blankCounts = false;
    }
}
