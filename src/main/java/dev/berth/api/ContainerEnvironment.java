package dev.berth.api;

import dev.berth.engine.Container;
import dev.berth.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a container's environment and working directory that its image or its creator has said: docker's view,
 * which leaves out what every process gets anyhow.
 *
 * @param variables {@code NAME=value}, the creator's before the image's, as docker has them
 * @param workdir empty if neither the image nor the creator has named one
 */
record ContainerEnvironment(List<String> variables, String workdir) {

    /** What a process has without anybody's saying so. */
    private static final Set<String> OWN_VARIABLES = Set.of("PATH", "HOSTNAME", "TERM");

    /**
     * Looks at a container.
     *
     * @param base its image's configuration, if the image is there
     */
    static ContainerEnvironment of(Container container, Optional<ImageConfig> base) {
        Set<String> asked = container.profile().env().keySet();
        List<String> variables = new ArrayList<>();
        for (String name : asked) {
            container.environment().stream().filter(entry -> isOf(entry, name)).forEach(variables::add);
        }
        List<String> below = base.map(ImageConfig::env).orElse(List.of());
        for (String entry : container.environment()) {
            String name = entry.substring(0, entry.indexOf('='));
            if (!asked.contains(name) && (!OWN_VARIABLES.contains(name)
                    || below.stream().anyMatch(said -> isOf(said, name)))) {
                variables.add(entry);
            }
        }
        boolean said = container.profile().workdir().isPresent()
                || base.flatMap(ImageConfig::workingDir).filter(dir -> !dir.isEmpty()).isPresent();
        return new ContainerEnvironment(variables, said || !container.workdir().equals("/") ? container.workdir() : "");
    }

    private static boolean isOf(String entry, String name) {
        return entry.startsWith(name) && entry.startsWith("=", name.length());
    }
}
