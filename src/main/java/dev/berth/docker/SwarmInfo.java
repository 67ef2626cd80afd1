package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Swarm state: inactive.
 *
 * @param nodeId empty
 * @param nodeAddr empty
 * @param localNodeState {@code inactive}
 * @param controlAvailable false
 * @param error empty
 * @param remoteManagers none
 */
@Json(caseInsensitiveKeys = true)
public record SwarmInfo(
        @Json.Property("NodeID") String nodeId,
        @Json.Property("NodeAddr") String nodeAddr,
        @Json.Property("LocalNodeState") String localNodeState,
        @Json.Property("ControlAvailable") boolean controlAvailable,
        @Json.Property("Error") String error,
        @Json.Property("RemoteManagers") @Json.Serializer(StringsOrNull.class) List<String> remoteManagers) {

    /** Takes what a server left out as empty. */
    public SwarmInfo {
        nodeId = nodeId == null ? "" : nodeId;
        nodeAddr = nodeAddr == null ? "" : nodeAddr;
        localNodeState = localNodeState == null ? "" : localNodeState;
        error = error == null ? "" : error;
        remoteManagers = remoteManagers == null ? List.of() : remoteManagers;
    }
}
