package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import java.util.List;

/** Shows nothing; what failed is told by the command. */
final class QuietView implements BuildView {

    @Override
    public void began(StepLog log) {
    }

    @Override
    public void printed(StepLog log, List<StepLog.Line> lines) {
    }

    @Override
    public void transferred(StepLog log, String id) {
    }

    @Override
    public void ended(StepLog log, BuildStep how) {
    }

    @Override
    public void said(String line) {
    }

    @Override
    public void close() {
    }
}
