package dev.berth.api;

import dev.berth.build.BuildListener;
import dev.berth.build.StepInfo;
import dev.berth.build.check.Finding;
import dev.berth.image.Progress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
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

    /** What is kept of later steps, in characters; more is left out, in the words of BuildKit, which has that limit. */
    private static final int MOST_KEPT = 2 << 20;
    private static final String CLIPPED = "\n[output clipped, log limit 2MiB reached]\n";

    private final BuildStream stream;
    private final boolean quiet;
    private final TreeMap<Integer, StringBuilder> waiting = new TreeMap<>();
    private final Set<Integer> clipped = new HashSet<>();
    private final Set<Integer> over = new HashSet<>();
    /** The beginning of a character whose other bytes have not come yet, by step. */
    private final Map<Integer, byte[]> begun = new HashMap<>();
    private final Map<Integer, String> containers = new HashMap<>();
    private int kept;
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
        byte[] before = begun.getOrDefault(step.number(), new byte[0]);
        ByteBuffer all = ByteBuffer.allocate(before.length + bytes.length).put(before).put(bytes).flip();
        CharBuffer text = CharBuffer.allocate(all.remaining() + 1);
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE).decode(all, text, false);
        byte[] rest = new byte[all.remaining()];
        all.get(rest);
        begun.put(step.number(), rest);
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
            keep(step.number(), text);
        }
    }

    private void keep(int number, String text) {
        StringBuilder before = waiting.computeIfAbsent(number, n -> new StringBuilder());
        if (kept + text.length() <= MOST_KEPT) {
            kept += text.length();
            before.append(text);
        } else if (clipped.add(number)) {
            before.append(CLIPPED);
        }
    }

    private void finish(StepInfo step) {
        begun.remove(step.number());
        over.add(step.number());
        while (over.contains(current)) {
            current++;
            StringBuilder before = waiting.remove(current);
            if (before != null) {
                kept -= Math.min(kept, before.length());
                stream.text(before.toString());
            }
        }
    }
}
