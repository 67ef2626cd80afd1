package dev.berth.console;

import dev.berth.docker.ContainerConfig;
import dev.berth.docker.ImageInspect;
import java.util.List;

/** What the engine knows of an image, as lines for people. */
final class ImageDetails {
    private ImageDetails() {
    }

    static List<Detail> of(ImageInspect image) {
        DetailLines lines = new DetailLines();
        lines.add("Id", image.id());
        image.repoTags().forEach(name -> lines.add("Name", name));
        image.repoDigests().forEach(name -> lines.add("Digest", name));
        lines.add("Created", DetailLines.time(image.created().orElse("")));
        lines.add("Author", image.author());
        lines.add("Comment", image.comment());
        lines.add("Platform", image.os() + "/" + image.architecture() + image.variant().map(v -> "/" + v).orElse(""));
        lines.add("Size", Amount.decimal(image.size()));
        ContainerConfig config = image.config();
        if (config != null) {
            lines.add("Entrypoint", String.join(" ", config.entrypoint().orElse(List.of())));
            lines.add("Command", String.join(" ", config.cmd().orElse(List.of())));
            lines.add("Directory", config.workingDir());
            lines.add("User", config.user());
            config.stopSignal().ifPresent(signal -> lines.add("Stop signal", signal));
            config.exposedPorts().forEach(port -> lines.add("Port", port));
            config.volumes().forEach(path -> lines.add("Volume", path));
            config.env().forEach(variable -> lines.add("Environment", variable));
            config.labels().forEach((key, value) -> lines.add("Label", key + "=" + value));
        }
        return lines.all();
    }
}
