package dev.berth.shell;

import dev.berth.docker.BerthPlan;
import dev.berth.docker.PlanSetting;
import dev.berth.docker.PlanStep;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth plan}: what {@code run} with the same arguments would do in the kernel. Nothing is made. */
@CommandLine.Command(name = "plan", customSynopsis = "IMAGE [COMMAND] [ARG...]",
        description = "Show what 'berth run' with the same arguments would do in the kernel, step by step")
final class Plan extends LaunchOptions {

    /** What stands in a plan for the id of the container that is not made. */
    private static final String NO_ID = "0".repeat(64);

    @Option(names = "--json", description = "Print in JSON format")
    private boolean json;

    @Override
    protected int run(Context context) throws IOException {
        ImageArgument.check(this, context);
        AttachedStreams streams = AttachedStreams.of(attach, interactive, false);
        BerthPlan plan = context.client().berth().plan(new CreateBody(this, context.session()).make(streams));
        context.out().print(json ? Json.write(object(plan)) + '\n' : text(plan));
        for (String warning : plan.warnings()) {
            context.err().println("WARNING: " + warning);
        }
        return 0;
    }

    private static String text(BerthPlan plan) {
        StringBuilder out = new StringBuilder();
        if (!plan.cgroup().isEmpty()) {
            Table cgroup = new Table();
            cgroup.add("CGROUP FILE", "VALUE", "FROM");
            plan.cgroup().forEach(s -> cgroup.add(s.file(), s.value(), s.key()));
            out.append(cgroup.render()).append('\n');
        }
        Table steps = new Table();
        steps.add("STEP", "WHAT", "FROM", "CALL");
        int number = 0;
        for (PlanStep step : plan.steps()) {
            steps.add(Integer.toString(++number), step.what().replace(NO_ID, "ID"), step.key(),
                    step.call().replace(NO_ID, "ID"));
        }
        return out.append(steps.render()).toString();
    }

    private static Map<String, Object> object(BerthPlan plan) {
        List<Object> cgroup = new ArrayList<>();
        for (PlanSetting s : plan.cgroup()) {
            cgroup.add(map("File", s.file(), "Value", s.value(), "Key", s.key()));
        }
        List<Object> steps = new ArrayList<>();
        for (PlanStep s : plan.steps()) {
            steps.add(map("What", s.what(), "Call", s.call(), "Key", s.key()));
        }
        return map("Cgroup", cgroup, "Descriptors", plan.descriptors(), "Steps", steps, "Warnings", plan.warnings());
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
