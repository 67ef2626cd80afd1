package dev.berth.api;

import dev.berth.docker.BerthPlan;
import dev.berth.docker.PlanSetting;
import dev.berth.docker.PlanStep;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.PlanText;
import dev.berth.isolation.Step;
import dev.berth.isolation.cgroup.Setting;
import java.util.ArrayList;
import java.util.List;

/** A launch plan as the API answers it. */
final class PlanView {
    private PlanView() {
    }

    static BerthPlan of(LaunchPlan plan) {
        List<PlanSetting> settings = new ArrayList<>();
        for (Setting setting : plan.cgroup()) {
            settings.add(new PlanSetting(setting.file(), setting.value(), setting.key()));
        }
        List<String> descriptors = new ArrayList<>();
        for (Descriptor descriptor : plan.descriptors()) {
            descriptors.add(PlanText.of(descriptor));
        }
        List<PlanStep> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            steps.add(new PlanStep(step.what(), PlanText.of(step.operation()), step.key()));
        }
        return new BerthPlan(settings, descriptors, steps, plan.warnings());
    }
}
