package dev.berth.isolation;

import dev.berth.kernel.Sys;
import java.util.List;

/** Compiles an exec session into a launch plan. */
public final class ExecCompiler {

    private ExecCompiler() {
    }

    /**
     * The process whose namespaces a session joins, for who has it by descriptor.
     *
     * @param pid its id
     */
    public static Descriptor process(int pid) {
        return new Descriptor.Process("process 1 of the container", pid);
    }

    /**
     * The plan of an exec session.
     *
     * @param spec the session
     */
    public static LaunchPlan compile(ExecSpec spec) {
        PlanBuilder plan = new PlanBuilder();
        Descriptor.ContainerTerminals terminals =
                new Descriptor.ContainerTerminals("terminals of the container", spec.pid());
        LaunchSteps launch = new LaunchSteps(plan, spec.process(), spec.monitor(),
                LaunchSteps.Terminal.in(terminals, spec.process()));
        Descriptor process = plan.pass(process(spec.pid()));
        launch.begin();
        if ((spec.namespaces() & Flags.CLONE_NEWPID) != 0) {
            // only for processes that are made from now on: the monitor itself stays outside
            plan.call("make processes in the container's pid namespace", Sys.SETNS, Argument.of(process),
                    Argument.of(Flags.CLONE_NEWPID, "CLONE_NEWPID"));
        }
        launch.clone(NamedFlags.NONE, spec.cgroup(), IdMap.IDENTITY);
        launch.enter(IdMap.IDENTITY);
        long rest = spec.namespaces() & ~Flags.CLONE_NEWPID;
        plan.call("join the container's namespaces", Sys.SETNS, Argument.of(process), Argument.of(rest,
                "0x" + Long.toHexString(rest)));
        launch.streams();
        new ProcessSteps(plan, spec.process()).run(false);
        return plan.build(List.of(), List.of());
    }
}
