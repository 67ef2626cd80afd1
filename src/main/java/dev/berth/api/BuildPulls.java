package dev.berth.api;

import dev.berth.image.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells in a build's stream how a base image is pulled, as a pull's own stream does. */
final class BuildPulls implements Progress {

    private final BuildStream stream;

    BuildPulls(BuildStream stream) {
        this.stream = stream;
    }

    @Override
    public void status(String message) {
        stream.send(Map.of("status", message));
    }

    @Override
    public void part(String id, String action, long current, long total) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("status", action);
        Map<String, Object> detail = new LinkedHashMap<>();
        if (current >= 0) {
            detail.put("current", current);
        }
        if (total >= 0) {
            detail.put("total", total);
        }
        line.put("progressDetail", detail);
        if (current >= 0 && total > 0) {
            line.put("progress", ProgressBar.draw(current, total));
        }
        line.put("id", id);
        stream.send(line);
    }
}
