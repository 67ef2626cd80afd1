package dev.berth.api;

import dev.berth.docker.DockerJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Devices that a create request wants of a driver, as {@code --gpus} does. There are no such drivers here, so each is
 * refused in docker's words; nothing asked for may be passed over.
 */
final class DeviceRequests {
    private static final String KEY = "\"DeviceRequests\":";

    private DeviceRequests() {
    }

    /**
     * Refuses them.
     *
     * @param text the create request; docker's client has the key in each, mostly empty
     * @throws ApiError if there is one
     */
    static void refuse(DockerJson json, String text) throws ApiError {
        if (!text.contains(KEY) || text.contains(KEY + "null") || text.contains(KEY + "[]")) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (json.readMap(bytes).get("HostConfig") instanceof Map<?, ?> host
                && host.get("DeviceRequests") instanceof List<?> requests && !requests.isEmpty()
                && requests.get(0) instanceof Map<?, ?> request) {
            Object driver = request.get("Driver");
            throw new ApiError(500, "could not select device driver \"" + (driver == null ? "" : driver)
                    + "\" with capabilities: " + capabilities(request.get("Capabilities")));
        }
    }

    /** As Go prints a list of lists. */
    private static String capabilities(Object value) {
        return value == null ? "[]" : value.toString().replace(", ", " ");
    }
}
