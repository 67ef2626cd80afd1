package dev.berth.build;

import dev.berth.build.dockerfile.StageScope;
import dev.berth.image.HistoryEntry;
import dev.berth.image.ImageConfig;
import dev.berth.image.store.BuiltLayer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stage that is built, or an image that one begins with.
 *
 * @param layers the lowest first, held by the build
 * @param lowers their directories, the top one first
 * @param config how to run it
 * @param history how it was made
 * @param created when
 * @param author who made it
 * @param scope its variables, for a stage that begins with it
 */
record StageResult(List<BuiltLayer> layers, List<Path> lowers, ImageConfig config, List<HistoryEntry> history,
        Instant created, Optional<String> author, Optional<StageScope> scope) {
}
