package dev.berth.build;

import dev.berth.build.copy.SourceTree;
import dev.berth.context.GitFailure;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings a build's files into a directory of its own.
 *
 * @param request the build
 * @param builtIn what its built-in arguments say
 * @param listener hears of what is fetched
 * @param directory an empty one
 */
record ContextReader(BuildRequest request, BuiltInArguments builtIn, BuildListener listener, Path directory) {

    /**
     * Reads the context.
     *
     * @throws BuildException if it cannot be had
     */
    BuildContext read(ContextOrigin origin) throws BuildException, IOException {
        if (origin instanceof ContextOrigin.Repository repository) {
            return cloned(repository);
        } else if (origin instanceof ContextOrigin.Url url) {
            return downloaded(url.url());
        }
        return unpacked(((ContextOrigin.Archive) origin).stream());
    }

    /**
     * Reads one of several contexts.
     *
     * @param number its own; 0 is the build's own
     */
    BuildContext read(ContextOrigin origin, int number) throws BuildException, IOException {
        if (number == 0) {
            return read(origin);
        }
        Path own = Files.createDirectory(directory.resolveSibling("context-" + number));
        if (!(origin instanceof ContextOrigin.Archive archive)) {
            return new ContextReader(request, builtIn, listener, own).read(origin);
        }
        try (InputStream stream = archive.stream()) {
            return BuildContext.unpackArchive(stream, own);
        }
    }

    private BuildContext unpacked(InputStream archive) throws IOException {
        return BuildContext.unpack(archive, directory, request.dockerfile());
    }

    private BuildContext cloned(ContextOrigin.Repository repository) throws BuildException, IOException {
        listener.fetching(repository.reference().url());
        try {
            new Repositories(request).fetch(repository.reference(), directory);
        } catch (GitFailure e) {
            throw BuildException.failed("error fetching: " + e.getMessage(), e);
        }
        try (Fd root = BuildContext.directory(directory)) {
            if (!builtIn.keepsGitDirectory()) {
                Repositories.forget(root);
            }
            return new BuildContext(Repositories.subdirectory(new SourceTree(root), repository.reference()));
        }
    }

    private BuildContext downloaded(String url) throws BuildException, IOException {
        HttpURLConnection answer;
        try {
            answer = WebFile.open(url);
        } catch (IOException | IllegalArgumentException e) {
            throw BuildException.failed("error downloading remote context " + url + ": " + e.getMessage(), e);
        }
        try (InputStream in = answer.getInputStream()) {
            String type = answer.getContentType() == null ? "" : answer.getContentType();
            if (type.startsWith("text/") && !type.startsWith("text/plain")) {
                throw BuildException.failed("error detecting content type for remote " + url
                        + ": unsupported Content-Type \"" + type + "\"", null);
            }
            listener.fetching(url);
            return unpacked(WebFile.whole(in, answer.getContentLengthLong()));
        } finally {
            answer.disconnect();
        }
    }
}
