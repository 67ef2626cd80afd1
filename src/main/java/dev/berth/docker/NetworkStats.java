package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Counters of a network interface.
 *
 * @param rxBytes bytes received
 * @param rxPackets packets received
 * @param rxErrors receive errors
 * @param rxDropped received and dropped
 * @param txBytes bytes sent
 * @param txPackets packets sent
 * @param txErrors send errors
 * @param txDropped dropped
 */
@Json(caseInsensitiveKeys = true)
public record NetworkStats(
        @Json.Property("rx_bytes") long rxBytes,
        @Json.Property("rx_packets") long rxPackets,
        @Json.Property("rx_errors") long rxErrors,
        @Json.Property("rx_dropped") long rxDropped,
        @Json.Property("tx_bytes") long txBytes,
        @Json.Property("tx_packets") long txPackets,
        @Json.Property("tx_errors") long txErrors,
        @Json.Property("tx_dropped") long txDropped) {
}
