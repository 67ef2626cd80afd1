package dev.berth.shell.build;

import dev.berth.client.JsonStream;
import dev.berth.docker.BuildFindings;
import dev.berth.docker.BuildStep;
import dev.berth.docker.ProgressDetail;
import dev.berth.docker.ProgressMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Follows a build to its end: tells the view, keeps the steps, finds the result. */
final class BuildFollower {

    private final BuildView view;
    private final ClassicText classic = new ClassicText();
    private final Map<Integer, StepLog> steps = new TreeMap<>();
    private Optional<StepLog> last = Optional.empty();
    private Optional<StepLog> failed = Optional.empty();
    private Optional<String> error = Optional.empty();
    private String id = "";
    private String manifest = "";
    private BuildFindings findings = new BuildFindings(List.of());
    private Map<String, Object> said = Map.of();

    BuildFollower(BuildView view) {
        this.view = view;
    }

    /**
     * Reads all of it.
     *
     * @param answer the engine's, read to its end
     */
    void follow(JsonStream<ProgressMessage> answer) throws IOException {
        for (Optional<ProgressMessage> next = answer.next(); next.isPresent(); next = answer.next()) {
            take(next.get());
        }
        for (BuildStep step : classic.end(error.isPresent() ? BuildStep.State.FAILED : BuildStep.State.DONE)) {
            take(step);
        }
    }

    /** The image with what was found in its Dockerfile. */
    BuildResult result() {
        return new BuildResult(id, manifest, findings);
    }

    /** What the Dockerfile said of itself, where that was asked. */
    Map<String, Object> said() {
        return said;
    }

    /** Why it failed, in the engine's words. */
    Optional<String> error() {
        return error;
    }

    /** The step that failed. */
    Optional<StepLog> failed() {
        return failed;
    }

    private void take(ProgressMessage message) throws IOException {
        if (message.error().isPresent()) {
            error = message.error();
            return;
        }
        Optional<BuildStep> step = BuildStep.of(message);
        if (step.isPresent()) {
            take(step.get());
        } else if (message.id().filter(BuildFindings.LINE_ID::equals).isPresent()) {
            findings = BuildFindings.of(message.aux());
        } else if (message.id().filter(BuildCall.LINE_ID::equals).isPresent()) {
            said = message.aux();
        } else if (message.aux().get("ID") instanceof String result && !result.isEmpty()) {
            id = result;
            manifest = message.aux().get("Digest") instanceof String digest ? digest : "";
        } else if (message.stream().isPresent()) {
            String text = message.stream().get();
            List<BuildStep> read = classic.read(text);
            for (BuildStep one : read) {
                take(one);
            }
            // the answer to a quiet build is nothing but this
            if (text.startsWith("sha256:")) {
                id = text.strip();
            } else if (last.isEmpty() && read.isEmpty() && !text.isBlank() && !text.startsWith("Step ")) {
                view.said(text.strip());
            } else if (text.startsWith("Successfully tagged ")) {
                view.said(text.strip());
            }
        } else if (message.status().isPresent()) {
            transfer(message);
        }
    }

    private void take(BuildStep step) throws IOException {
        long now = System.nanoTime();
        StepLog log = steps.get(step.number());
        switch (step.state()) {
            case STARTED, CACHED -> {
                log = new StepLog(step, now);
                steps.put(step.number(), log);
                last = Optional.of(log);
                if (step.state() == BuildStep.State.CACHED) {
                    log.end(step, now);
                }
                view.began(log);
            }
            case OUTPUT -> {
                if (log != null) {
                    List<StepLog.Line> lines;
                    synchronized (view) {
                        lines = log.print(step.output().orElse(""), now);
                    }
                    if (!lines.isEmpty()) {
                        view.printed(log, lines);
                    }
                }
            }
            default -> {
                if (log == null && step.state() == BuildStep.State.FAILED) {
                    // one that failed before it could begin: what it needs is not there
                    log = new StepLog(step, now);
                    steps.put(step.number(), log);
                    view.began(log);
                }
                if (log != null) {
                    end(log, step, now);
                }
            }
        }
    }

    private void end(StepLog log, BuildStep step, long now) throws IOException {
        List<StepLog.Line> rest;
        synchronized (view) {
            rest = log.end(step, now);
        }
        if (!rest.isEmpty()) {
            view.printed(log, rest);
        }
        if (step.state() == BuildStep.State.FAILED) {
            failed = Optional.of(log);
        }
        boolean told = step.error().isPresent() || error.isEmpty();
        view.ended(log, told ? step : new BuildStep(step.number(), step.total(), step.stage(), step.line(),
                step.endLine(), step.text(), step.state(), step.output(), step.exitCode(), error));
    }

    private void transfer(ProgressMessage message) throws IOException {
        for (BuildStep step : classic.begin()) {
            take(step);
        }
        String status = message.status().orElse("");
        String layer = message.id().orElse("");
        if (layer.isEmpty() || last.isEmpty() || !last.get().isRunning()) {
            if (!status.isEmpty()) {
                view.said((layer.isEmpty() ? "" : layer + ": ") + status);
            }
            return;
        }
        StepLog log = last.get();
        long current = message.progressDetail().map(ProgressDetail::current).map(n -> n.orElse(0)).orElse(0L);
        long total = message.progressDetail().map(ProgressDetail::total).map(n -> n.orElse(0)).orElse(0L);
        synchronized (view) {
            log.transfers().put(layer, new StepLog.Transfer(status, current, total));
        }
        view.transferred(log, layer);
    }
}
