package dev.berth.build;

import dev.berth.build.dockerfile.Add;

/** Sources of {@code ADD} that are elsewhere: files at URLs, and git repositories. */
final class RemoteSources {

    private final BuildParts parts;
    private final Add add;

    RemoteSources(BuildParts parts, Add add) {
        this.parts = parts;
        this.add = add;
    }

    /** Whether a source is no path. */
    static boolean isRemote(String source) {
        return source.startsWith("http://") || source.startsWith("https://") || source.startsWith("git@")
                || source.startsWith("git://") || source.startsWith("ssh://");
    }

    /**
     * Fetches a source.
     *
     * @param url where it is
     * @throws BuildException if it cannot be had
     */
    Fetched fetch(String url) throws BuildException, java.io.IOException, InterruptedException {
        throw BuildException.failed("ADD failed: " + url + " cannot be fetched yet", null);
    }
}
