package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What a container would become in the kernel.
 *
 * @param cgroup cgroup settings, written first
 * @param descriptors what the engine opens for the launcher
 * @param steps what the launcher does, in order
 * @param warnings what this kernel cannot do
 */
@Json(caseInsensitiveKeys = true)
public record BerthPlan(
        @Json.Property("Cgroup") List<PlanSetting> cgroup,
        @Json.Property("Descriptors") @Json.Serializer(Strings.class) List<String> descriptors,
        @Json.Property("Steps") List<PlanStep> steps,
        @Json.Property("Warnings") @Json.Serializer(Strings.class) List<String> warnings) {

    /** Takes what a server left out as empty. */
    public BerthPlan {
        cgroup = cgroup == null ? List.of() : cgroup;
        descriptors = descriptors == null ? List.of() : descriptors;
        steps = steps == null ? List.of() : steps;
        warnings = warnings == null ? List.of() : warnings;
    }
}
