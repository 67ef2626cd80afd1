package dev.berth.build;

import dev.berth.build.cache.BuildCache;
import dev.berth.engine.Engine;
import dev.berth.image.store.BuildStore;
import dev.berth.image.store.Leases;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

/**
 * What the parts of one build share.
 *
 * @param engine runs steps
 * @param store keeps layers
 * @param cache knows what came of steps before
 * @param caches directories of {@code --mount=type=cache}
 * @param packers packs layers
 * @param request what to build
 * @param builtIn what its built-in arguments say
 * @param listener hears how it goes on
 * @param directory the build's own, removed with it
 * @param contexts the files that the client sent
 * @param lease holds what the build stands on
 */
record BuildParts(Engine engine, BuildStore store, BuildCache cache, CacheDirectories caches, ExecutorService packers,
        BuildRequest request, BuiltInArguments builtIn, BuildListener listener, Path directory,
        Contexts contexts, Leases.Lease lease) {

    /** The build's own files. */
    BuildContext context() {
        return contexts.main();
    }
}
