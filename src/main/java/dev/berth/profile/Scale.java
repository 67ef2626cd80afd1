package dev.berth.profile;

import java.time.Duration;

/**
 * The {@code [scale]} table: one profile, several containers.
 *
 * @param min least number of containers
 * @param max greatest number of containers
 * @param cpuPercent average processor use, in percent of the limit, above which one is added
 * @param cooldown time between two changes
 */
public record Scale(int min, int max, double cpuPercent, Duration cooldown) {
}
