package dev.berth.build;

import dev.berth.context.GitFailure;
import dev.berth.context.GitReference;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the files of a build are. */
public sealed interface ContextOrigin {

    /**
     * With the client, which sends them.
     *
     * @param stream a tar archive, plain or compressed, or a Dockerfile alone; read to its end, and closed if it is one
     *     of several
     */
    record Archive(InputStream stream) implements ContextOrigin {
    }

    /**
     * In a git repository.
     *
     * @param reference which directory of which commit
     */
    record Repository(GitReference reference) implements ContextOrigin {
    }

    /**
     * On a web server.
     *
     * @param url of an archive or a Dockerfile
     */
    record Url(String url) implements ContextOrigin {
    }

    /**
     * An image, whose files the Dockerfile takes under another name.
     *
     * @param name its reference
     */
    record Image(String name) implements ContextOrigin {
    }

    /**
     * The build's own files, and further ones that the Dockerfile knows by name.
     *
     * @param named the further ones by {@link dev.berth.build.dockerfile.ContextNames#key}; read first, in order
     * @param main the build's own; no image, and without further ones
     */
    record Several(Map<String, ContextOrigin> named, ContextOrigin main) implements ContextOrigin {
        /** Keeps its own copy of the map. */
        public Several {
            named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        }
    }

    /**
     * What a remote context of docker's means.
     *
     * @param remote a URL
     * @throws BuildException docker's sentence if it is none
     */
    static ContextOrigin remote(String remote) throws BuildException {
        if (GitReference.isGit(remote)) {
            try {
                return new Repository(GitReference.parse(remote));
            } catch (GitFailure e) {
                throw BuildException.badRequest(e.getMessage());
            }
        } else if (remote.startsWith("http://") || remote.startsWith("https://")) {
            return new Url(remote);
        }
        throw BuildException.badRequest("remoteURL (" + remote + ") could not be recognized as URL");
    }
}
