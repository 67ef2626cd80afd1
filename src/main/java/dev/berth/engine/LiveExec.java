package dev.berth.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** An exec session in the engine's memory. */
final class LiveExec {

    final ReentrantLock lock = new ReentrantLock();
    final Path directory;
    final ExecRecord record;
    volatile boolean started;
    volatile Optional<MonitoredProcess> process = Optional.empty();
    volatile Optional<Integer> exitCode = Optional.empty();

    LiveExec(Path directory, ExecRecord record) {
        this.directory = directory;
        this.record = record;
    }

    /** Where its output is. */
    Path log() {
        return directory.resolve("log");
    }

    boolean running() {
        return process.isPresent() && exitCode.isEmpty();
    }

    Execs.Exec snapshot() {
        Optional<MonitoredProcess> now = process;
        return new Execs.Exec(record.id(), record.containerId(), record.number(), record.request(), record.created(),
                running(), now.isPresent() ? now.get().pid() : 0, exitCode);
    }
}
