package dev.berth.image.manifest;

import java.util.ArrayList;
import java.util.List;

/** Words of an instruction: parted by blanks, with quotes and backslashes as in a shell. */
final class InstructionWords {

    private InstructionWords() {
    }

    /** All words; never none for text that is not blank. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** The whole text as one word: quotes taken away, blanks kept. */
    static String unquote(String text) {
        return String.join(" ", split(text));
    }
}
