package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.kernel.Sys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds steps of a plan, for tests of what is in it and in which order: for the order is what isolates. */
final class PlanSteps {

    private PlanSteps() {
    }

    /** Where the one step is that makes a call; the first one after {@code from}. */
    static int at(LaunchPlan plan, int from, Sys call, Predicate<Operation.Call> more) {
        for (int i = from; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).operation() instanceof Operation.Call c && c.call() == call && more.test(c)) {
                return i;
            }
        }
        throw new AssertionError("no " + call + " after step " + from);
    }

    static int at(LaunchPlan plan, Sys call, String argument) {
        return at(plan, 0, call, c -> c.arguments().stream().anyMatch(a -> a instanceof Argument.Number n
                && n.shown().equals(argument) || a instanceof Argument.Text t && t.value().equals(argument)));
    }

    static int last(LaunchPlan plan, Sys call) {
        int last = at(plan, 0, call, c -> true);
        for (int i = last; i < plan.steps().size(); i++) {
            last = plan.steps().get(i).operation() instanceof Operation.Call c && c.call() == call ? i : last;
        }
        return last;
    }

    static List<Operation.Call> calls(LaunchPlan plan, Sys call) {
        List<Operation.Call> calls = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.operation() instanceof Operation.Call c && c.call() == call) {
                calls.add(c);
            }
        }
        return calls;
    }

    static long number(Operation.Call call, int argument) {
        return ((Argument.Number) call.arguments().get(argument)).value();
    }

    static String text(Operation.Call call, int argument) {
        return call.arguments().get(argument) instanceof Argument.Text text ? text.value() : "";
    }

    /** Steps in an order: one in ten years will be tempted to move one. */
    static void inOrder(int... steps) {
        for (int i = 1; i < steps.length; i++) {
            assertTrue(steps[i - 1] < steps[i], "step " + steps[i - 1] + " (number " + (i - 1) + " of the order) is "
                    + "to come before step " + steps[i]);
        }
    }

    static long cloneFlags(LaunchPlan plan) {
        Operation.Call clone = calls(plan, Sys.CLONE3).stream().filter(c -> flags(c).contains("CLONE_PIDFD"))
                .findFirst().orElseThrow();
        return ((Argument.Number) ((Argument.Struct) clone.arguments().get(0)).fields().get(0)).value();
    }

    static String flags(Operation.Call clone) {
        return ((Argument.Number) ((Argument.Struct) clone.arguments().get(0)).fields().get(0)).shown();
    }

    static int mark(LaunchPlan plan, Operation.Label label) {
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).operation().equals(new Operation.Mark(label))) {
                return i;
            }
        }
        throw new AssertionError("nothing is marked " + label.name());
    }
}
