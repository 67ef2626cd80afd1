package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import dev.berth.session.FdOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A line for everything that happens, each with its step's number, as docker's plain progress. */
final class PlainView implements BuildView {

    private final FdOutput to;
    private int last;

    PlainView(FdOutput to) {
        this.to = to;
    }

    @Override
    public void began(StepLog log) throws IOException {
        print(log, title(log.step()) + (log.state() == BuildStep.State.CACHED ? "\n#" + log.step().number()
                + " CACHED" : ""));
    }

    /** {@code [build 2/5] RUN make}. */
    static String title(BuildStep step) {
        // a number is told by no Dockerfile
        String stage = step.stage().isEmpty() || Character.isDigit(step.stage().charAt(0)) ? "" : step.stage() + " ";
        return "[" + stage + step.number() + "/" + step.total() + "] " + step.text();
    }

    @Override
    public void printed(StepLog log, List<StepLog.Line> lines) throws IOException {
        StringBuilder out = new StringBuilder();
        for (StepLog.Line line : lines) {
            out.append(out.length() == 0 ? "" : "\n#" + log.step().number() + " ").append(seconds(line.nanos(), 3))
                    .append(' ')
                    .append(to.isTerminal() ? LiveBlock.plain(line.text()) : line.text());
        }
        print(log, out.toString());
    }

    static String seconds(long nanos, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", nanos / 1e9);
    }

    @Override
    public void transferred(StepLog log, String id) throws IOException {
        StepLog.Transfer transfer = log.transfers().get(id);
        if (transfer.current() == 0) {
            print(log, id + ": " + transfer.status());
        }
    }

    @Override
    public void ended(StepLog log, BuildStep how) throws IOException {
        print(log, switch (how.state()) {
            case FAILED -> "ERROR: " + how.error().orElse("failed");
            case CANCELED -> "CANCELED";
            default -> "DONE " + seconds(log.nanos(0), 1) + "s";
        });
    }

    @Override
    public void said(String line) throws IOException {
        last = 0;
        to.println(line);
    }

    private void print(StepLog log, String text) throws IOException {
        int number = log.step().number();
        String before = last != 0 && last != number ? "\n" : "";
        last = number;
        to.println(before + "#" + number + " " + text);
    }

    @Override
    public void close() {
    }
}
