package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of a Dockerfile around an instruction, numbered, with the instruction's own marked. */
public final class DockerfileExcerpt {

    private static final int AROUND = 2;
    private static final String RULE = "--------------------";

    private final String name;
    private final String[] lines;

    /**
     * A Dockerfile.
     *
     * @param name what the title calls it
     * @param text what it holds
     */
    DockerfileExcerpt(String name, String text) {
        this.name = name;
        this.lines = text.replace("\r\n", "\n").split("\n", -1);
    }

    /**
     * The lines around a step's instruction.
     *
     * @param step with its lines, or else with its text, which is looked for
     */
    Optional<String> around(BuildStep step) {
        if (step.line() > 0 && step.line() <= lines.length) {
            return Optional.of(lines(step.line(), Math.max(step.line(), step.endLine())));
        }
        return find(step.text()).map(range -> lines(range[0], range[1]));
    }

    /**
     * Some lines and those around them: two on each side of a single one, one of several, as BuildKit has it.
     *
     * @param first the first line, from 1
     * @param last the last one
     */
    String lines(int first, int last) {
        int around = first == last ? AROUND : 1;
        StringBuilder out = new StringBuilder(name).append(':').append(first).append('\n').append(RULE).append('\n');
        for (int i = Math.max(1, first - around); i <= Math.min(lines.length, last + around); i++) {
            out.append(String.format(Locale.ROOT, "%4d | %s %s", i, i >= first && i <= last ? ">>>" : "   ",
                    lines[i - 1])).append('\n');
        }
        return out.append(RULE).toString();
    }

    /** The only instruction with this text, as an engine that gives no line numbers prints it; or none. */
    private Optional<int[]> find(String text) {
        List<int[]> found = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            int last = i;
            StringBuilder joined = new StringBuilder(lines[i].strip());
            while (joined.length() > 0 && joined.charAt(joined.length() - 1) == '\\' && last + 1 < lines.length) {
                joined.setLength(joined.length() - 1);
                joined.append(lines[++last].strip());
            }
            if (words(joined.toString()).equals(words(text))) {
                found.add(new int[] {i + 1, last + 1});
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }
}
