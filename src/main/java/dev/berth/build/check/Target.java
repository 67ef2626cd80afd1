package dev.berth.build.check;

import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.Source;
import dev.berth.build.dockerfile.Stage;
import java.util.List;

/**
 * A stage that can be built.
 *
 * @param name empty if it has none
 * @param description what the comment above it says
 * @param usual whether it is the one that is built if none is named
 * @param base what it begins with, as written
 * @param platform of its base, as written; empty for none
 * @param at where it begins
 */
public record Target(String name, String description, boolean usual, String base, String platform, Source at) {

    /** All that a Dockerfile has, in order. */
    public static List<Target> of(Dockerfile dockerfile) {
        int last = dockerfile.stages().size() - 1;
        return dockerfile.stages().stream().map(stage -> of(stage, stage.index() == last)).toList();
    }

    private static Target of(Stage stage, boolean usual) {
        String name = stage.name().orElse("");
        return new Target(name, stage.from().source().description(name), usual, stage.base(),
                stage.platform().orElse(""), stage.from().source());
    }
}
