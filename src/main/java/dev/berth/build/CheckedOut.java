package dev.berth.build;

import dev.berth.build.copy.ContentDigest;
import dev.berth.build.copy.Placement;
import dev.berth.build.copy.SourceTree;
import dev.berth.context.GitCheckout;
import dev.berth.context.GitReference;
import dev.berth.kernel.Fd;
import java.io.IOException;

/**
 * A directory of a git repository as a source of {@code ADD}: what is in it goes into the destination.
 *
 * @param tree its files
 * @param key what stands for them; empty if that is their content
 */
record CheckedOut(SourceTree tree, String key) implements Fetched {

    /**
     * Opens a checkout.
     *
     * @param checkout the repository
     * @param reference with the directory that is meant
     * @param keepsGit whether {@code .git} stays. Its files are never twice the same, so the commit stands for them
     */
    static CheckedOut of(GitCheckout checkout, GitReference reference, boolean keepsGit)
            throws BuildException, IOException {
        try (Fd root = BuildContext.directory(checkout.directory())) {
            if (!keepsGit) {
                Repositories.forget(root);
            }
            return new CheckedOut(new SourceTree(Repositories.subdirectory(new SourceTree(root), reference)),
                    keepsGit ? checkout.commit() + ':' + reference.directory() : "");
        }
    }

    @Override
    public void addTo(ContentDigest digest) throws IOException {
        digest.text(key);
        if (key.isEmpty()) {
            digest.add(tree, "");
        }
    }

    @Override
    public void place(Placement placement, Archives archives) throws IOException {
        placement.place(tree, "");
    }

    @Override
    public void close() {
        tree.root().close();
    }
}
