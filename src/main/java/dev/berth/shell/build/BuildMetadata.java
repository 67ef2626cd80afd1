package dev.berth.shell.build;

import dev.berth.docker.DockerJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --metadata-file} holds. */
public final class BuildMetadata {

    private BuildMetadata() {
    }

    /**
     * Its text, with BuildKit's keys.
     *
     * @param id of the image
     * @param tags its names
     */
    public static String of(String id, List<String> tags) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("containerimage.config.digest", id);
        if (!tags.isEmpty()) {
            map.put("image.name", String.join(",", tags));
        }
        return new String(new DockerJson().write(map), StandardCharsets.UTF_8) + "\n";
    }
}
