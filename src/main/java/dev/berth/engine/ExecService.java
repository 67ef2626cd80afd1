package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.LaunchFailure;
import dev.berth.isolation.Launcher;
import dev.berth.kernel.Errno;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Pidfd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Exec sessions. */
final class ExecService implements Execs {

    private static final System.Logger LOG = System.getLogger(ExecService.class.getName());
    /** How many ended sessions of a container are remembered, for clients that ask for the exit code. */
    private static final int REMEMBERED = 16;

    private final EngineParts parts;
    private final ContainerRegistry registry;
    private final ExecStarter starter;
    private final Map<String, LiveExec> execs = new ConcurrentHashMap<>();

    ExecService(EngineParts parts, ContainerRegistry registry, LaunchResolver resolver, ProcessResolver processes) {
        this.parts = parts;
        this.registry = registry;
        this.starter = new ExecStarter(parts, resolver, processes);
    }

    @Override
    public Exec create(String reference, Request request) throws EngineException {
        LiveContainer container = running(reference);
        if (request.command().isEmpty() || request.command().get(0).isEmpty()) {
            throw new EngineException(Kind.BAD_PARAMETER, "No exec command specified");
        }
        String id = Names.newId();
        synchronized (this) {
            int number = of(container.id()).stream().mapToInt(exec -> exec.record.number()).max().orElse(0) + 1;
            ExecRecord record = new ExecRecord(1, id, container.id(), number, request, Instant.now());
            LiveExec exec = new LiveExec(container.directory.resolve("execs").resolve(id), record);
            execs.put(id, exec);
            parts.events().container(container, "exec_create: " + words(request), Map.of("execID", id));
            return exec.snapshot();
        }
    }

    private LiveContainer running(String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        if (container.status == Container.Status.PAUSED) {
            throw new EngineException(Kind.CONFLICT, "Container " + reference
                    + " is paused, unpause the container before exec");
        } else if (!container.running()) {
            throw new EngineException(Kind.CONFLICT, "Container " + container.id() + " is not running");
        }
        return container;
    }

    @Override
    public Attachment start(String reference, int rows, int columns) throws EngineException {
        LiveExec exec = find(reference);
        LiveContainer container = running(exec.record.containerId());
        exec.lock.lock();
        try {
            if (exec.started) {
                throw new EngineException(Kind.CONFLICT, "Error: Exec command " + exec.record.id()
                        + (exec.running() ? " is already running" : " has already run"));
            }
            exec.started = true;
            // before it can have ended
            tell(exec, "exec_start: " + words(exec.record.request()), Map.of());
            requireAbsolute(exec);
            launch(exec, container, rows, columns);
        } finally {
            exec.lock.unlock();
        }
        return attachment(exec, new LogPosition(0, 0));
    }

    private void requireAbsolute(LiveExec exec) throws EngineException {
        if (!exec.record.request().workdir().orElse("/").startsWith("/")) {
            refused(exec, EngineException.NOT_EXECUTABLE);
            throw EngineException.command("OCI runtime exec failed: exec failed: Cwd must be an absolute path",
                    EngineException.NOT_EXECUTABLE);
        }
    }

    private void launch(LiveExec exec, LiveContainer container, int rows, int columns) throws EngineException {
        try {
            MonitoredProcess process = starter.start(exec, container);
            exec.process = Optional.of(process);
            parts.supervisor().watch(process.monitor(), () -> ended(exec));
            if (rows > 0 && columns > 0) {
                process.resize(rows, columns);
            }
        } catch (LaunchFailure e) {
            EngineException refused = ContainerStarter.refused(e);
            // docker's client takes 127 for everything that is not there, the working directory too
            refused(exec, refused.exitCode() != EngineException.REFUSED ? refused.exitCode()
                    : e.errno() == Errno.ENOENT ? EngineException.NOT_THERE : EngineException.NOT_EXECUTABLE);
            throw refused;
        } catch (EngineException e) {
            refused(exec, EngineException.NOT_EXECUTABLE);
            throw e;
        } catch (IOException e) {
            refused(exec, EngineException.NOT_EXECUTABLE);
            throw new EngineException(Kind.SYSTEM, "cannot run exec session in container "
                    + container.record.name() + ": " + e.getMessage(), e);
        }
    }

    /** Nothing runs and nothing stays on the disk, but clients ask for the exit code as of one that ran. */
    private void refused(LiveExec exec, int exitCode) {
        exec.exitCode = Optional.of(exitCode);
        discard(exec);
        forgetOld(exec.record.containerId());
    }

    private void ended(LiveExec exec) {
        exec.lock.lock();
        try {
            Optional<MonitorFiles.Exit> exit = Optional.empty();
            try {
                exit = MonitorFiles.exit(exec.directory);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.ERROR, e.getMessage());
            }
            exec.process.ifPresent(process -> {
                Pidfd.reap(process.monitor());
                process.close();
            });
            exec.process = Optional.empty();
            exec.exitCode = Optional.of(exit.map(MonitorFiles.Exit::exitCode).orElse(MonitorFiles.UNSEEN));
        } finally {
            exec.lock.unlock();
        }
        parts.logs().ended(exec.log());
        tell(exec, "exec_die", Map.of("exitCode", exec.exitCode.get().toString()));
        forgetOld(exec.record.containerId());
        if (!execs.containsKey(exec.record.id())) {
            discard(exec); // it was forgotten while it ran
        }
    }

    private void tell(LiveExec exec, String action, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>(more);
        attributes.put("execID", exec.record.id());
        try {
            parts.events().container(registry.get(exec.record.containerId()), action, attributes);
        } catch (EngineException e) {
            // the container was removed while the session ended
            LOG.log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    /** The program, a blank, and its arguments: so docker writes it, with the blank also where there are none. */
    private static String words(Request request) {
        List<String> command = request.command();
        return command.get(0) + ' ' + String.join(" ", command.subList(1, command.size()));
    }

    /** Of the sessions that have ended, the last few are kept for clients that ask late. */
    private synchronized void forgetOld(String containerId) {
        List<LiveExec> ended = of(containerId).stream().filter(exec -> exec.exitCode.isPresent()).toList();
        for (int i = 0; i < ended.size() - REMEMBERED; i++) {
            execs.remove(ended.get(i).record.id());
            discard(ended.get(i));
        }
    }

    private static void discard(LiveExec exec) {
        try {
            FileTree.remove(exec.directory);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + exec.directory + ": " + e.getMessage());
        }
    }

    private Attachment attachment(LiveExec exec, LogPosition from) throws EngineException {
        try {
            Output output = parts.logs().follow(exec.log(), from,
                    () -> exec.exitCode.isPresent());
            return new ProcessAttachment(exec.record.request().tty(), output, () -> exec.process,
                    () -> tell(exec, "exec_detach", Map.of()));
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot follow exec session " + exec.record.id() + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public Attachment attach(String reference, Optional<LogPosition> from) throws EngineException {
        LiveExec exec = find(reference);
        if (!exec.running()) {
            throw new EngineException(Kind.CONFLICT, "exec session " + reference + " is not running");
        }
        try {
            return attachment(exec, from.isPresent() ? from.get()
                    : parts.logs().end(exec.log()));
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot follow exec session " + reference + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public Exec get(String reference) throws EngineException {
        return find(reference).snapshot();
    }

    private LiveExec find(String reference) throws EngineException {
        LiveExec exec = execs.get(reference);
        int slash = reference.lastIndexOf('/');
        if (exec == null && slash > 0) {
            String container = registry.get(reference.substring(0, slash)).id();
            for (LiveExec one : of(container)) {
                if (Integer.toString(one.record.number()).equals(reference.substring(slash + 1))) {
                    return one;
                }
            }
        }
        if (exec == null) {
            throw new EngineException(Kind.NOT_FOUND, "No such exec instance: " + reference);
        }
        return exec;
    }

    @Override
    public List<Exec> list(Optional<String> container) throws EngineException {
        List<LiveExec> chosen = container.isPresent() ? of(registry.get(container.get()).id())
                : new ArrayList<>(execs.values());
        return chosen.stream().sorted(Comparator.comparing(exec -> exec.record.created()))
                .map(LiveExec::snapshot).toList();
    }

    private List<LiveExec> of(String containerId) {
        return execs.values().stream().filter(exec -> exec.record.containerId().equals(containerId))
                .sorted(Comparator.comparingInt(exec -> exec.record.number())).toList();
    }

    @Override
    public LogPosition logEnd(String reference) throws EngineException {
        try {
            return parts.logs().end(find(reference).log());
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot read the output of exec session " + reference + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public void resize(String reference, int rows, int columns) throws EngineException {
        LiveExec exec = find(reference);
        Optional<MonitoredProcess> process = exec.process;
        if (process.isEmpty()) {
            throw new EngineException(Kind.CONFLICT, "exec session " + reference + " is not running");
        }
        try {
            process.get().resize(rows, columns);
        } catch (KernelException e) {
            throw new EngineException(Kind.SYSTEM, "cannot resize the terminal of exec session " + reference + ": "
                    + e.getMessage(), e);
        }
    }

    /** Kills a session's process, if it runs. */
    void kill(String id) {
        LiveExec exec = execs.get(id);
        Optional<MonitoredProcess> process = exec == null ? Optional.empty() : exec.process;
        if (process.isPresent()) {
            try {
                process.get().signal(Signals.KILL);
            } catch (KernelException e) {
                LOG.log(System.Logger.Level.WARNING, "cannot kill exec session " + id + ": " + e.getMessage());
            }
        }
    }

    /** Forgets a session that has ended, or is about to. */
    void forget(String id) {
        LiveExec exec = execs.remove(id);
        if (exec != null && exec.process.isEmpty()) {
            discard(exec);
        }
    }

    /** Forgets the sessions of a container that has ended. */
    void containerEnded(String containerId) {
        for (LiveExec exec : of(containerId)) {
            if (!exec.started) {
                execs.remove(exec.record.id());
            }
        }
    }

    /** Forgets the sessions of a container that is gone. */
    void containerRemoved(String containerId) {
        of(containerId).forEach(exec -> execs.remove(exec.record.id()));
    }

    /** Finds the sessions of a running container after an engine restart. */
    void recover(LiveContainer container) throws IOException {
        Path directory = container.directory.resolve("execs");
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                recover(entry);
            }
        }
    }

    private void recover(Path directory) throws IOException {
        Path file = directory.resolve(ExecRecord.FILE);
        Optional<MonitorFiles.Started> started = MonitorFiles.started(directory);
        if (!Files.exists(file) || started.isEmpty()) {
            FileTree.remove(directory);
            return;
        }
        LiveExec exec = new LiveExec(directory, RecordJson.read(Files.readString(file), ExecRecord.class));
        exec.started = true;
        execs.put(exec.record.id(), exec);
        boolean tty = exec.record.request().tty();
        try {
            exec.process = Optional.of(MonitoredProcess.found(started.get(), tty,
                    Launcher.numbers(true, tty, exec.record.request().stdin())));
            parts.supervisor().watch(exec.process.get().monitor(), () -> ended(exec));
        } catch (KernelException e) {
            exec.exitCode = Optional.of(MonitorFiles.exit(directory).map(MonitorFiles.Exit::exitCode)
                    .orElse(MonitorFiles.UNSEEN));
        }
    }
}
