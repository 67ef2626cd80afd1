package dev.berth.isolation.seccomp;

import java.util.List;

/**
 * One entry of a profile.
 *
 * @param names names of calls
 * @param action what happens with them
 * @param tests what their arguments must be, all of it
 * @param includes where the rule counts
 * @param excludes where it does not
 */
record Rule(List<String> names, Action action, List<ArgumentTest> tests, Condition includes, Condition excludes) {

    boolean counts(Target target) {
        return includes.includes(target) && !excludes.excludes(target);
    }
}
