package dev.berth.build.dockerfile;

import java.util.List;

/** How an instruction was written, where several ways mean the same. */
public final class Written {

    private Written() {
    }

    /**
     * The words of {@code FROM} after its flags, in their own case.
     *
     * @param source where it stands
     * @param escape the Dockerfile's escape character
     */
    public static List<String> words(Source source, char escape) {
        String rest = InstructionLine.of(source.text(), escape).rest();
        return rest.isEmpty() ? List.of() : WhiteSpace.split(rest, Integer.MAX_VALUE);
    }

    /**
     * Whether an {@code ENV} or {@code LABEL} has white space where {@code =} should be.
     *
     * @param source where it stands
     * @param escape the Dockerfile's escape character
     */
    public static boolean isWithoutEquals(Source source, char escape) {
        List<String> words = QuotedWords.split(InstructionLine.of(source.text(), escape).rest(), escape);
        return !words.isEmpty() && words.get(0).indexOf('=') < 0;
    }
}
