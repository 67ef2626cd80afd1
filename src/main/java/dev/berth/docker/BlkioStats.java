package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Block devices.
 *
 * @param ioServiceBytesRecursive bytes
 * @param ioServicedRecursive operations
 */
@Json(caseInsensitiveKeys = true)
public record BlkioStats(
        @Json.Property("io_service_bytes_recursive") List<BlkioEntry> ioServiceBytesRecursive,
        @Json.Property("io_serviced_recursive") List<BlkioEntry> ioServicedRecursive) {

    /** Takes what a server left out as empty. */
    public BlkioStats {
        ioServiceBytesRecursive = ioServiceBytesRecursive == null ? List.of() : ioServiceBytesRecursive;
        ioServicedRecursive = ioServicedRecursive == null ? List.of() : ioServicedRecursive;
    }

    /** Not running. */
    public static final BlkioStats NONE = new BlkioStats(List.of(), List.of());
}
