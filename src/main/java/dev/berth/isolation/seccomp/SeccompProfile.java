package dev.berth.isolation.seccomp;

import java.util.List;

/**
 * A profile as docker's JSON has it.
 *
 * @param defaultAction what happens with calls that no rule matches
 * @param rules the rules, in order
 */
record SeccompProfile(Action defaultAction, List<Rule> rules) {
}
