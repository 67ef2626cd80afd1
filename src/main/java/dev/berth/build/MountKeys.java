package dev.berth.build;

import dev.berth.build.cache.CacheKey;
import dev.berth.build.copy.ContentDigest;
import dev.berth.build.copy.SourceTree;
import dev.berth.build.dockerfile.RunMount;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the mounts of a step add to its key: of files from elsewhere the content, of caches, memory, secrets and agents
 * only that they are there. What a secret holds never takes part.
 */
record MountKeys(Origins origins, int stage, int line) {

    /** Adds the mounts to a key. */
    void add(CacheKey key, List<RunMount> mounts) throws BuildException, IOException, InterruptedException {
        for (RunMount mount : mounts) {
            if (mount instanceof RunMount.Bind bind) {
                key.with("bind", List.of(bind.target(), Boolean.toString(bind.readOnly()),
                        content(bind.from(), bind.source())));
            } else if (mount instanceof RunMount.Cache cache) {
                key.with("cache", List.of(cache.id(), cache.target(), Boolean.toString(cache.readOnly())));
            } else if (mount instanceof RunMount.Tmpfs memory) {
                key.with("tmpfs", memory.target());
            } else if (mount instanceof RunMount.Secret secret) {
                key.with("secret", List.of(secret.id(), secret.target().orElse(""), secret.env().orElse("")));
            } else if (mount instanceof RunMount.Ssh ssh) {
                key.with("ssh", List.of(ssh.id(), ssh.target().orElse("")));
            }
        }
    }

    private String content(Optional<String> from, String source)
            throws BuildException, IOException, InterruptedException {
        try (Origins.Origin origin = origins.get(from, stage, line)) {
            ContentDigest digest = new ContentDigest(true, path -> false);
            String path = SourceTree.cleaned(source);
            if (origin.tree().status(path).isEmpty()) {
                return "missing";
            }
            digest.add(origin.tree(), path);
            return digest.digest().hex();
        }
    }
}
