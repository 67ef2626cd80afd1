package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * Puts variables into words: {@code $NAME}, {@code ${NAME}} and its forms {@code :-} {@code -} {@code :+} {@code +}
 * {@code :?} {@code ?} {@code #} {@code ##} {@code %} {@code %%} {@code /} {@code //}; and takes quotes and escapes
 * away.
 */
public final class Expansion {

    private final char escape;
    private final Variables variables;
    private final int line;

    /**
     * An expansion.
     *
     * @param escape the Dockerfile's escape character
     * @param variables what to put in
     * @param line where the words stand, for errors
     */
    public Expansion(char escape, Variables variables, int line) {
        this.escape = escape;
        this.variables = variables;
        this.line = line;
    }

    /**
     * A word; white space in it stays.
     *
     * @param text as written
     * @throws DockerfileException if it cannot be read, or a variable is required ({@code ?}) that is not there
     */
    public String word(String text) {
        return read(text, escape, WordLexer.Mode.WORD);
    }

    /**
     * The words that a text makes: white space that is not quoted separates them, also that of variables.
     *
     * @param text as written
     * @throws DockerfileException as {@link #word}
     */
    public List<String> words(String text) {
        try {
            List<String> words = WordLexer.words(text, escape, variables, WordLexer.Mode.WORD);
            checkGrowth(words.stream().mapToInt(String::length).sum() - text.length());
            return words;
        } catch (WordException e) {
            throw new DockerfileException(line, e.getMessage());
        }
    }

    /**
     * The text of a here-document: variables are put in, quotes stay, and the escape character is the backslash
     * whatever the Dockerfile says.
     *
     * @param text as written
     * @throws DockerfileException as {@link #word}
     */
    public String text(String text) {
        return read(text, '\\', WordLexer.Mode.TEXT);
    }

    /**
     * A line to be shown to somebody: what is known is put in, the rest stays as it is.
     *
     * @param text as written
     */
    public String shown(String text) {
        try {
            return WordLexer.word(text, escape, variables, WordLexer.Mode.SHOWN);
        } catch (WordException e) {
            // a shell reads more than a Dockerfile does; such a line is shown as it is
            return text;
        }
    }

    /** A word that may be missing. */
    Optional<String> word(Optional<String> text) {
        return text.map(this::word);
    }

    /** Each of several words. */
    List<String> each(List<String> texts) {
        return texts.stream().map(this::word).toList();
    }

    private void checkGrowth(int characters) {
        if (!variables.grown(characters)) {
            throw new DockerfileException(line, "variables make the Dockerfile longer than can be built");
        }
    }

    private String read(String text, char escapeCharacter, WordLexer.Mode mode) {
        try {
            String word = WordLexer.word(text, escapeCharacter, variables, mode);
            checkGrowth(word.length() - text.length());
            return word;
        } catch (WordException e) {
            throw new DockerfileException(line, e.getMessage());
        }
    }
}
