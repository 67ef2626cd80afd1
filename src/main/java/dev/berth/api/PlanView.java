package dev.berth.api;

import dev.berth.docker.BerthPlan;
import dev.berth.docker.PlanSetting;
import dev.berth.docker.PlanStep;
import dev.berth.isolation.Argument;
import dev.berth.isolation.Descriptor;
import dev.berth.isolation.LaunchPlan;
import dev.berth.isolation.Operation;
import dev.berth.isolation.Step;
import dev.berth.isolation.cgroup.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A launch plan for people to read. */
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
            descriptors.add(descriptor.what());
        }
        List<PlanStep> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            steps.add(new PlanStep(step.what(), text(step.operation()), step.key()));
        }
        return new BerthPlan(settings, descriptors, steps, plan.warnings());
    }

    private static String text(Operation operation) {
        if (operation instanceof Operation.Call call) {
            return call(call);
        } else if (operation instanceof Operation.Jump jump) {
            return "go to " + jump.to().name();
        } else if (operation instanceof Operation.IfZero test) {
            return "if " + test.slot().name() + " is 0 go to " + test.to().name();
        } else if (operation instanceof Operation.Mark mark) {
            return mark.label().name() + ":";
        } else if (operation instanceof Operation.Decimal decimal) {
            return decimal.into().name() + " = \"" + decimal.prefix() + "\" " + decimal.number().name() + " \""
                    + decimal.suffix() + "\"";
        } else if (operation instanceof Operation.Fail fail) {
            return "fail with errno " + fail.errno();
        } else if (operation instanceof Operation.Monitor) {
            return "become the monitor";
        } else if (operation instanceof Operation.Init init) {
            return "reap and forward signals over " + init.child().name();
        }
        throw new IllegalStateException(operation.toString());
    }

    private static String call(Operation.Call call) {
        StringBuilder text = new StringBuilder();
        call.result().ifPresent(slot -> text.append(slot.name()).append(" = "));
        text.append(call.call().name().toLowerCase(Locale.ROOT)).append('(');
        for (int i = 0; i < call.arguments().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(text(call.arguments().get(i)));
        }
        return text.append(')').toString();
    }

    private static String text(Argument argument) {
        if (argument instanceof Argument.Number number) {
            return number.shown();
        } else if (argument instanceof Argument.Text text) {
            return "\"" + text.value() + "\"";
        } else if (argument instanceof Argument.Texts texts) {
            return "[" + String.join(", ", texts.values()) + "]";
        } else if (argument instanceof Argument.Bytes bytes) {
            return bytes.shown();
        } else if (argument instanceof Argument.Struct struct) {
            List<String> fields = new ArrayList<>();
            for (Argument field : struct.fields()) {
                fields.add(text(field));
            }
            return struct.name() + "{" + String.join(", ", fields) + "}";
        } else if (argument instanceof Argument.Value value) {
            return value.slot().name();
        } else if (argument instanceof Argument.Address address) {
            return "&" + address.slot().name();
        } else if (argument instanceof Argument.Given given) {
            return "<" + given.descriptor().what() + ">";
        }
        throw new IllegalStateException(argument.toString());
    }
}
