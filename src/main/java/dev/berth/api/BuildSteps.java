package dev.berth.api;

import dev.berth.build.BuildListener;
import dev.berth.build.StepInfo;
import dev.berth.build.check.Finding;
import dev.berth.docker.BuildFindings;
import dev.berth.docker.BuildStep;
import dev.berth.docker.BuildStep.State;
import dev.berth.image.Progress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells a build step by step, for clients that draw it themselves. */
final class BuildSteps implements BuildListener {

    private final BuildStream stream;

    BuildSteps(BuildStream stream) {
        this.stream = stream;
    }

    @Override
    public void started(StepInfo step) {
        send(step, State.STARTED, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    @Override
    public void cached(StepInfo step, String id) {
        send(step, State.CACHED, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    @Override
    public void running(StepInfo step, String container) {
        // steps tell only what they are and how they end
    }

    @Override
    public void output(StepInfo step, byte[] bytes) {
        send(step, State.OUTPUT, Optional.of(new String(bytes, StandardCharsets.UTF_8)), OptionalInt.empty(),
                Optional.empty());
    }

    @Override
    public void done(StepInfo step, String id) {
        send(step, State.DONE, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    @Override
    public void failed(StepInfo step, OptionalInt exitCode, String error) {
        send(step, State.FAILED, Optional.empty(), exitCode, Optional.of(error));
    }

    @Override
    public void canceled(StepInfo step) {
        send(step, State.CANCELED, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    @Override
    public void warning(String text) {
        stream.text("[Warning] " + text + "\n");
    }

    @Override
    public void deprecated(String text) {
        // a finding
    }

    @Override
    public void found(List<Finding> findings) {
        if (!findings.isEmpty()) {
            stream.send(line(BuildFindings.LINE_ID, InquiryAnswer.findings(findings)));
        }
    }

    private static Map<String, Object> line(String id, Map<String, Object> aux) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("aux", aux);
        return line;
    }

    @Override
    public void fetching(String url) {
        stream.send(Map.of("id", "Downloading context", "status", url));
    }

    @Override
    public Progress pulls() {
        return new BuildPulls(stream);
    }

    private void send(StepInfo step, State state, Optional<String> output, OptionalInt exitCode,
            Optional<String> error) {
        stream.send(line(BuildStep.LINE_ID, new BuildStep(step.number(), step.total(), step.stage(), step.line(),
                step.endLine(), step.text(), state, output, exitCode, error).aux()));
    }
}
