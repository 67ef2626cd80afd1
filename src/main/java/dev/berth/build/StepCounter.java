package dev.berth.build;

import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.Source;
import dev.berth.build.dockerfile.Stage;
import dev.berth.build.dockerfile.StageGraph;
import java.util.HashMap;
import java.util.Map;

/** Numbers the steps of a build in the order of the Dockerfile, those of stages that are not needed left out. */
final class StepCounter {

    private final StageGraph graph;
    private final Map<Integer, Integer> next = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private int total;

    /**
     * Counts.
     *
     * @param label whether one more comes at the end
     */
    StepCounter(Dockerfile dockerfile, StageGraph graph, boolean label) {
        this.graph = graph;
        for (int index : graph.needed()) {
            count(index, dockerfile.stages().get(index));
        }
        total += label ? 1 : 0;
    }

    /** Adds the steps of a stage that no line of the Dockerfile needs, as a trigger of a base image may. */
    synchronized void add(int index, Stage stage) {
        if (!next.containsKey(index)) {
            count(index, stage);
        }
    }

    private void count(int index, Stage stage) {
        next.put(index, total + 1);
        names.put(index, stage.name().orElse(Integer.toString(index)));
        total += 1 + graph.instructions(index).size();
    }

    /** The next step of a stage. */
    synchronized StepInfo next(int stage, Source source) {
        int number = next.merge(stage, 1, Integer::sum) - 1;
        return new StepInfo(number, total, names.get(stage), stage, source.firstLine(), source.lastLine(),
                source.text());
    }

    /** A step of a trigger, which the Dockerfile does not have: it has the number of the step before it. */
    synchronized StepInfo extra(int stage, String text) {
        return new StepInfo(next.get(stage) - 1, total, names.get(stage), stage, 0, 0, text);
    }

    /** The step that comes with the request. */
    synchronized StepInfo last(int stage, String text) {
        return new StepInfo(total, total, names.get(stage), stage, 0, 0, text);
    }
}
