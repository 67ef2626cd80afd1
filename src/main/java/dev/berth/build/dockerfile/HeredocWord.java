package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The word that begins a here-document: {@code <<EOF}, {@code <<-EOF}, {@code <<"EOF"}, {@code 3<<EOF}.
 *
 * @param name what ends the here-document
 * @param expand whether variables are put in
 * @param stripTabs whether tabs at the beginning of lines go
 */
record HeredocWord(String name, boolean expand, boolean stripTabs) {

    /**
     * Reads a word.
     *
     * @param word one word of an instruction
     * @return nothing if it begins no here-document
     */
    static Optional<HeredocWord> parse(String word) {
        int at = 0;
        while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
            at++;
        }
        if (!word.startsWith("<<", at)) {
            return Optional.empty();
        }
        at += 2;
        boolean stripTabs = word.startsWith("-", at);
        String rest = word.substring(stripTabs ? at + 1 : at);
        if (rest.indexOf('<') >= 0) {
            return Optional.empty();
        }
        try {
            List<String> names = WordLexer.words(rest, '\\', name -> Optional.empty(), WordLexer.Mode.HEREDOC_NAME);
            if (names.size() != 1) {
                return Optional.empty();
            }
            // a quote that the one reading keeps and the other takes away was there to say: do not expand
            List<String> raw = WordLexer.words(rest, '\\', name -> Optional.empty(), WordLexer.Mode.HEREDOC_RAW_NAME);
            return Optional.of(new HeredocWord(names.get(0), quotes(names.get(0)) == quotes(raw.get(0)), stripTabs));
        } catch (WordException e) {
            return Optional.empty();
        }
    }

    /** The here-documents that a line begins, in order. */
    static List<HeredocWord> allIn(String line) {
        List<HeredocWord> result = new ArrayList<>();
        try {
            for (String word : WordLexer.words(line, '\\', name -> Optional.empty(), WordLexer.Mode.HEREDOC_LINE)) {
                parse(word).ifPresent(result::add);
            }
        } catch (WordException e) {
            // a line that is no shell's (an odd quote) begins none, and its instruction says the rest
            return List.of();
        }
        return result;
    }

    private static int quotes(String word) {
        int count = 0;
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '\'' || word.charAt(i) == '"') {
                count++;
            }
        }
        return count;
    }
}
