package dev.berth.isolation.cgroup;

import java.util.List;

/**
 * What limits come to on this machine.
 *
 * @param settings what is to be written, in order
 * @param warnings what was asked for and has no effect here, a sentence each
 */
public record Settings(List<Setting> settings, List<String> warnings) {
}
