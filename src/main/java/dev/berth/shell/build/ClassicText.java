package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the text that docker's classic builder prints as steps: {@code Step 2/5 : RUN make}, {@code  ---> Using cache},
 * {@code  ---> Running in 0a1b…}, the output, {@code  ---> 0a1b…}.
 */
final class ClassicText {

    private static final String ARROW = " ---> ";
    private static final String RED = "\033[91m";
    private static final String NORMAL = "\033[0m";

    private Optional<BuildStep> current = Optional.empty();
    private boolean cached;
    private boolean announced;
    private boolean titleEnds;

    /**
     * What a piece of text means.
     *
     * @param text of one {@code stream}; the builder sends what is its own in pieces of whole lines
     */
    List<BuildStep> read(String text) {
        List<BuildStep> steps = new ArrayList<>();
        if (text.startsWith("Step ") && readTitle(text, steps)) {
            return steps;
        }
        if (text.startsWith("Successfully built ") || text.startsWith("Successfully tagged ")) {
            end(BuildStep.State.DONE, steps);
        }
        if (current.isEmpty()) {
            return steps;
        }
        BuildStep step = current.get();
        if (text.startsWith(ARROW + "Using cache")) {
            cached = true;
            steps.add(with(step, BuildStep.State.CACHED, Optional.empty()));
        } else if (!(titleEnds && text.equals("\n"))) {
            // whether a step is cached is known only with the piece after its title
            announce(steps);
            if (!text.startsWith(ARROW) && !text.startsWith("Removing intermediate container ")) {
                steps.add(with(step, BuildStep.State.OUTPUT, Optional.of(withoutColor(text))));
            }
        }
        titleEnds = false;
        return steps;
    }

    /** What a command writes to its standard error comes in red. */
    private static String withoutColor(String text) {
        return text.startsWith(RED) && text.endsWith(NORMAL)
                ? text.substring(RED.length(), text.length() - NORMAL.length()) : text;
    }

    private boolean readTitle(String text, List<BuildStep> steps) {
        int slash = text.indexOf('/');
        int colon = text.indexOf(" : ");
        if (slash < 0 || colon < slash) {
            return false;
        }
        try {
            int number = Integer.parseInt(text.substring("Step ".length(), slash));
            int total = Integer.parseInt(text.substring(slash + 1, colon).strip());
            end(BuildStep.State.DONE, steps);
            current = Optional.of(new BuildStep(number, total, "", 0, 0, text.substring(colon + 3).strip(),
                    BuildStep.State.STARTED, Optional.empty(), OptionalInt.empty(), Optional.empty()));
            cached = false;
            announced = false;
            titleEnds = true;
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The beginning of the step, now that something else shows that it runs. */
    List<BuildStep> begin() {
        List<BuildStep> steps = new ArrayList<>();
        announce(steps);
        return steps;
    }

    private void announce(List<BuildStep> steps) {
        if (current.isPresent() && !announced && !cached) {
            announced = true;
            steps.add(current.get());
        }
    }

    /** The end of the step that runs, if one does. */
    List<BuildStep> end(BuildStep.State how) {
        List<BuildStep> steps = new ArrayList<>();
        end(how, steps);
        return steps;
    }

    private void end(BuildStep.State how, List<BuildStep> steps) {
        if (current.isPresent() && !cached) {
            announce(steps);
            steps.add(with(current.get(), how, Optional.empty()));
        }
        current = Optional.empty();
    }

    private static BuildStep with(BuildStep step, BuildStep.State state, Optional<String> output) {
        return new BuildStep(step.number(), step.total(), step.stage(), step.line(), step.endLine(), step.text(), state,
                output, OptionalInt.empty(), Optional.empty());
    }
}
