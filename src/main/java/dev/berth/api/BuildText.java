package dev.berth.api;

import dev.berth.build.BuildListener;
import dev.berth.build.StepInfo;
import dev.berth.build.check.Finding;
import dev.berth.image.Progress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells a build in the text of docker's classic builder. That knows one step at a time: what a later step says is kept
 * until those before it are over.
 */
final class BuildText implements BuildListener {

    private final BuildStream stream;
    private final boolean quiet;
    private final TreeMap<Integer, StringBuilder> waiting = new TreeMap<>();
    private final Set<Integer> over = new HashSet<>();
    private final Map<Integer, CharsetDecoder> decoders = new HashMap<>();
    private final Map<Integer, String> containers = new HashMap<>();
    private int current = 1;

    /**
     * The text.
     *
     * @param quiet whether nothing of it is sent
     */
    BuildText(BuildStream stream, boolean quiet) {
        this.stream = stream;
        this.quiet = quiet;
    }

    @Override
    public synchronized void started(StepInfo step) {
        say(step, head(step));
    }

    private static String head(StepInfo step) {
        return step.line() == 0 && !step.text().startsWith("LABEL ") ? "# Executing build trigger: " + step.text()
                + "\n"
                : "Step " + step.number() + "/" + step.total() + " : " + step.text() + "\n";
    }

    @Override
    public synchronized void cached(StepInfo step, String id) {
        say(step, head(step) + " ---> Using cache\n ---> " + id + "\n");
        finish(step);
    }

    @Override
    public synchronized void running(StepInfo step, String container) {
        containers.put(step.number(), container.substring(0, 12));
        say(step, " ---> Running in " + container.substring(0, 12) + "\n");
    }

    @Override
    public synchronized void output(StepInfo step, byte[] bytes) {
        CharsetDecoder decoder = decoders.computeIfAbsent(step.number(), n -> StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE));
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        decoder.decode(ByteBuffer.wrap(bytes), text, false);
        say(step, text.flip().toString());
    }

    @Override
    public synchronized void done(StepInfo step, String id) {
        String container = containers.remove(step.number());
        say(step, (container == null ? "" : " ---> Removed intermediate container " + container + "\n")
                + (id.isEmpty() ? "" : " ---> " + id + "\n"));
        finish(step);
    }

    @Override
    public synchronized void failed(StepInfo step, OptionalInt exitCode, String error) {
        if (containers.containsKey(step.number())) {
            say(step, " ---> Removed intermediate container " + containers.remove(step.number()) + "\n");
        }
        finish(step);
    }

    @Override
    public synchronized void canceled(StepInfo step) {
        finish(step);
    }

    @Override
    public synchronized void warning(String text) {
        if (!quiet) {
            stream.text("[Warning] " + text + "\n");
        }
    }

    @Override
    public void deprecated(String text) {
        warning(text);
    }

    @Override
    public void found(List<Finding> findings) {
        // docker's classic builder has no checks, and its clients have no place for them
    }

    @Override
    public void fetching(String url) {
        stream.send(Map.of("id", "Downloading context", "status", url));
    }

    @Override
    public Progress pulls() {
        return quiet ? Progress.NONE : new BuildPulls(stream);
    }

    /** Says what is still kept. */
    synchronized void end() {
        waiting.values().forEach(text -> stream.text(text.toString()));
        waiting.clear();
    }

    private void say(StepInfo step, String text) {
        if (quiet || text.isEmpty()) {
            return;
        }
        if (step.number() <= current) {
            stream.text(text);
        } else {
            waiting.computeIfAbsent(step.number(), n -> new StringBuilder()).append(text);
        }
    }

    private void finish(StepInfo step) {
        decoders.remove(step.number());
        over.add(step.number());
        while (over.contains(current)) {
            current++;
            StringBuilder kept = waiting.remove(current);
            if (kept != null) {
                stream.text(kept.toString());
            }
        }
    }
}
