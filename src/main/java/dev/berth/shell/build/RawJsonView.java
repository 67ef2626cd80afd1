package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import dev.berth.docker.DockerJson;
import dev.berth.session.FdOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object for everything that happens, in the words of BuildKit's: {@code vertexes} are steps. */
final class RawJsonView implements BuildView {

    private final FdOutput to;
    private final DockerJson json = new DockerJson();
    private final Map<Integer, Instant> started = new HashMap<>();

    RawJsonView(FdOutput to) {
        this.to = to;
    }

    @Override
    public void began(StepLog log) throws IOException {
        BuildStep step = log.step();
        started.put(step.number(), Instant.now());
        Map<String, Object> vertex = vertex(step);
        if (log.state() == BuildStep.State.CACHED) {
            vertex.put("completed", Instant.now().toString());
            vertex.put("cached", true);
        }
        print("vertexes", List.of(vertex));
    }

    private Map<String, Object> vertex(BuildStep step) {
        Map<String, Object> vertex = new LinkedHashMap<>();
        vertex.put("digest", name(step));
        vertex.put("name", PlainView.title(step));
        vertex.put("started", started.getOrDefault(step.number(), Instant.now()).toString());
        return vertex;
    }

    /** What other lines know a step by. */
    private static String name(BuildStep step) {
        return "step:" + step.number();
    }

    @Override
    public void printed(StepLog log, List<StepLog.Line> lines) throws IOException {
        List<Object> logs = new ArrayList<>();
        for (StepLog.Line line : lines) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("vertex", name(log.step()));
            one.put("stream", 1);
            one.put("data", Base64.getEncoder().encodeToString((line.text() + "\n").getBytes(StandardCharsets.UTF_8)));
            one.put("timestamp", Instant.now().toString());
            logs.add(one);
        }
        print("logs", logs);
    }

    @Override
    public void transferred(StepLog log, String id) throws IOException {
        StepLog.Transfer transfer = log.transfers().get(id);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("id", id);
        status.put("vertex", name(log.step()));
        status.put("name", transfer.status());
        status.put("current", transfer.current());
        status.put("total", transfer.total());
        status.put("timestamp", Instant.now().toString());
        print("statuses", List.of(status));
    }

    @Override
    public void ended(StepLog log, BuildStep how) throws IOException {
        Map<String, Object> vertex = vertex(log.step());
        vertex.put("completed", Instant.now().toString());
        if (how.state() == BuildStep.State.FAILED) {
            vertex.put("error", how.error().orElse("failed"));
        } else if (how.state() == BuildStep.State.CANCELED) {
            vertex.put("error", "context canceled");
        }
        print("vertexes", List.of(vertex));
    }

    @Override
    public void said(String line) throws IOException {
        print("warnings", List.of(Map.of("short", Base64.getEncoder().encodeToString(line.getBytes(
                StandardCharsets.UTF_8)))));
    }

    private void print(String kind, List<?> values) throws IOException {
        to.println(new String(json.write(Map.of(kind, values)), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // each line is whole
    }
}
