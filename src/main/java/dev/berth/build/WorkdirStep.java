package dev.berth.build;

import dev.berth.build.cache.CacheKey;
import dev.berth.build.copy.TargetTree;
import dev.berth.image.store.LayerDraft;
import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code WORKDIR}: makes the directory where it is missing; it is root's whoever the user is, as with docker. */
record WorkdirStep(BuildParts parts, ImageDraft image, String path) implements StepMaker {

    @Override
    public CacheKey key() {
        return new CacheKey("WORKDIR", image.config().platform()).with("path", path);
    }

    @Override
    public String createdBy() {
        return String.join(" ", image.shell()) + " #(nop) WORKDIR " + path;
    }

    @Override
    public void make(LayerDraft draft, List<Path> lowers) throws IOException {
        try (Fd root = parts.store().drafts().writable(draft)) {
            new TargetTree(root).directory(path, Identity.ROOT).close();
        }
    }
}
