package dev.berth.isolation;

/**
 * One step of a plan.
 *
 * @param what what it does, as a phrase that completes "cannot …"
 * @param key the profile key that asked for it, or empty for what every container has
 * @param operation how
 */
public record Step(String what, String key, Operation operation) {
}
