package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.ContainerSpec.MonitorSpec;
import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ExecCompiler;
import dev.berth.isolation.ExecSpec;
import dev.berth.isolation.LaunchFailure;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the processes of exec sessions. The caller holds the session's lock. */
final class ExecStarter {

    private final EngineParts parts;
    private final LaunchResolver resolver;
    private final ProcessResolver processes;

    ExecStarter(EngineParts parts, LaunchResolver resolver, ProcessResolver processes) {
        this.parts = parts;
        this.resolver = resolver;
        this.processes = processes;
    }

    /**
     * Starts one.
     *
     * @param exec the session
     * @param container its container, which was running a moment ago
     * @throws LaunchFailure if a step of the launch fails; nothing is left running
     * @throws EngineException if the container has ended, or has no such user
     * @throws IOException if the disk or the kernel refuses
     */
    MonitoredProcess start(LiveExec exec, LiveContainer container)
            throws LaunchFailure, EngineException, IOException {
        Optional<MonitoredProcess> joined = container.process;
        Optional<Cgroup> cgroup = container.cgroup;
        if (joined.isEmpty() || cgroup.isEmpty()) {
            throw new EngineException(Kind.CONFLICT, "Container " + container.id() + " is not running");
        }
        Files.createDirectories(exec.log());
        AtomicFile.write(exec.directory.resolve(ExecRecord.FILE), RecordJson.write(exec.record), false);
        LaunchPlan plan = plan(exec, container, joined.get(), cgroup.get());
        Launcher.Launched launched = parts.launcher().launch(plan, container.id() + "/" + exec.record.number(),
                Map.of(ExecCompiler.process(joined.get().pid()), joined.get().handle()));
        return MonitoredProcess.launched(launched, exec.directory, exec.record.request().tty());
    }

    private LaunchPlan plan(LiveExec exec, LiveContainer container, MonitoredProcess joined, Cgroup cgroup)
            throws EngineException, IOException {
        Execs.Request request = exec.record.request();
        UserDatabase.Found user;
        try (Fd root = joined.root()) {
            user = UserDatabase.read(root).find(
                    request.user().or(() -> container.record.profile().user()).orElse(""),
                    container.record.profile().groups().orElse(List.of()));
        }
        ProcessSpec process = processes.exec(container.record, request, user);
        NamespaceSpec namespaces = resolver.entered(container.record);
        return ExecCompiler.compile(new ExecSpec(joined.pid(), ExecSpec.joined(namespaces), namespaces.user(),
                LaunchGroup.spec(parts.cgroups(), cgroup), process, new MonitorSpec(exec.directory,
                        Optional.of(exec.log()), false, 1, LaunchDefaults.SEGMENTS, LaunchDefaults.SEGMENT_BYTES)));
    }
}
