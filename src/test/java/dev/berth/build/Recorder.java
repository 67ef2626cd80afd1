package dev.berth.build;

import dev.berth.build.check.Finding;
import dev.berth.image.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** Writes down what a build says. */
final class Recorder implements BuildListener {

    private final List<String> lines = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    volatile CountDownLatch written = new CountDownLatch(1);

    synchronized void clear() {
        lines.clear();
        output.setLength(0);
        written = new CountDownLatch(1);
    }

    /** {@code started RUN x}, {@code cached COPY a b} … in order. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized long count(String word) {
        return lines.stream().filter(line -> line.startsWith(word + " ")).count();
    }

    synchronized String output() {
        return output.toString();
    }

    private synchronized void say(String what, StepInfo step) {
        lines.add(what + " " + step.text());
    }

    @Override
    public void started(StepInfo step) {
        say("started", step);
    }

    @Override
    public void cached(StepInfo step, String id) {
        say("cached", step);
    }

    @Override
    public void running(StepInfo step, String container) {
        say("running", step);
    }

    @Override
    public synchronized void output(StepInfo step, byte[] bytes) {
        output.append(new String(bytes, StandardCharsets.UTF_8));
        written.countDown();
    }

    @Override
    public void done(StepInfo step, String id) {
        say("done", step);
    }

    @Override
    public void failed(StepInfo step, OptionalInt exitCode, String error) {
        say("failed", step);
    }

    @Override
    public void canceled(StepInfo step) {
        say("canceled", step);
    }

    @Override
    public void deprecated(String text) {
        warning(text);
    }

    @Override
    public synchronized void found(List<Finding> findings) {
        findings.forEach(finding -> lines.add("found " + finding.sentence()));
    }

    @Override
    public synchronized void warning(String text) {
        lines.add("warning " + text);
    }

    @Override
    public synchronized void fetching(String url) {
        lines.add("fetching " + url);
    }

    @Override
    public Progress pulls() {
        return Progress.NONE;
    }
}
