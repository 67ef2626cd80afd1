package dev.berth.shell.build;

import dev.berth.shell.format.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code --metadata-file} holds. */
public final class BuildMetadata {

    private BuildMetadata() {
    }

    /**
     * Its text, with buildx's keys.
     *
     * @param result of the build
     * @param tags the image's names
     */
    public static String of(BuildResult result, List<String> tags) {
        Map<String, Object> map = new TreeMap<>();
        map.put("containerimage.config.digest", result.id());
        if (!result.manifest().isEmpty()) {
            map.put("containerimage.digest", result.manifest());
        }
        if (!tags.isEmpty()) {
            map.put("image.name", String.join(",", tags));
        }
        return indented(map);
    }

    /** JSON over several lines, indented by two blanks as BuildKit does. */
    static String indented(Object value) {
        StringBuilder out = new StringBuilder();
        for (String line : Json.writeIndented(value).split("\n")) {
            int blanks = line.length() - line.stripLeading().length();
            out.append(out.length() == 0 ? "" : "\n").append(line, blanks / 2, line.length());
        }
        return out.toString();
    }
}
