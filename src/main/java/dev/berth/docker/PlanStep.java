package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A step of a plan.
 *
 * @param what what it does
 * @param call system call and arguments, readable
 * @param key profile key that asked for it, or empty
 */
@Json(caseInsensitiveKeys = true)
public record PlanStep(
        @Json.Property("What") String what,
        @Json.Property("Call") String call,
        @Json.Property("Key") String key) {

    /** Takes what a server left out as empty. */
    public PlanStep {
        what = what == null ? "" : what;
        call = call == null ? "" : call;
        key = key == null ? "" : key;
    }
}
