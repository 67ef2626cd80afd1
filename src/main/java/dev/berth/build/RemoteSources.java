package dev.berth.build;

import dev.berth.build.copy.ContentDigest;
import dev.berth.build.copy.Placement;
import dev.berth.build.dockerfile.Add;
import dev.berth.context.GitCheckout;
import dev.berth.context.GitFailure;
import dev.berth.context.GitReference;
import dev.berth.image.store.Hashing;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sources of {@code ADD} that are elsewhere: files at URLs and git repositories. They are fetched anew for each build,
 * as docker does. A server is asked with the build's secrets {@code HTTP_AUTH_HEADER_HOST} or
 * {@code HTTP_AUTH_TOKEN_HOST}, where there are any for it.
 */
final class RemoteSources {

    private final BuildParts parts;
    private final Add add;

    RemoteSources(BuildParts parts, Add add) {
        this.parts = parts;
        this.add = add;
    }

    /** Whether a source is no path. */
    static boolean isRemote(String source) {
        return source.startsWith("http://") || source.startsWith("https://") || GitReference.isGitSource(source);
    }

    /**
     * Fetches a source.
     *
     * @param url where it is
     * @throws BuildException if it cannot be had, or is not what was expected
     */
    Fetched fetch(String url) throws BuildException, IOException, InterruptedException {
        if (GitReference.isGitSource(url)) {
            return cloned(url);
        }
        Path file = Files.createTempFile(parts.directory(), "remote", "");
        HttpURLConnection answer;
        try {
            answer = WebFile.open(url, authorization(url));
            download(answer, url, file);
        } catch (IOException | IllegalArgumentException e) {
            throw BuildException.failed("ADD failed: cannot fetch " + url + ": " + e.getMessage(), e);
        }
        long modified = answer.getLastModified();
        Files.setLastModifiedTime(file, FileTime.fromMillis(Math.max(modified, 0)));
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return new Downloaded(Fd.open(file, OpenFlags.RDONLY, 0), name(url), add.unpack().orElse(false));
    }

    /** Of both the token counts, as with BuildKit. */
    private Optional<String> authorization(String url) {
        String host = String.valueOf(URI.create(url).getHost());
        return secret("HTTP_AUTH_TOKEN_" + host).map(token -> "Bearer " + token)
                .or(() -> secret("HTTP_AUTH_HEADER_" + host));
    }

    private Optional<String> secret(String name) {
        return Optional.ofNullable(parts.request().secrets().get(name))
                .map(content -> new String(content, StandardCharsets.UTF_8).strip());
    }

    /**
     * What {@code --checksum} can be said of.
     *
     * @throws BuildException in docker's words if it is no single remote source
     */
    void checkChecksum(int sources) throws BuildException {
        if (add.checksum().isPresent() && sources != 1) {
            throw BuildException.badRequest("checksum can't be specified for multiple sources");
        } else if (add.checksum().isPresent() && (add.paths().isEmpty() || !isRemote(add.paths().get(0)))) {
            throw BuildException.badRequest("checksum requires HTTP(S) or Git sources");
        }
    }

    private Fetched cloned(String url) throws BuildException, IOException {
        try {
            GitReference reference = GitReference.parse(url);
            GitCheckout checkout = new Repositories(parts.request()).fetch(reference,
                    Files.createTempDirectory(parts.directory(), "git"));
            check(checkout.commit(), url, true);
            return CheckedOut.of(checkout, reference, add.keepGitDirectory());
        } catch (GitFailure e) {
            throw BuildException.failed("ADD failed: cannot fetch " + url + ": " + e.getMessage(), e);
        }
    }

    private void download(HttpURLConnection answer, String url, Path file) throws IOException, BuildException {
        MessageDigest hash = Hashing.sha256();
        try (InputStream in = WebFile.whole(answer.getInputStream(), answer.getContentLengthLong());
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
            in.transferTo(out);
        } finally {
            answer.disconnect();
        }
        check("sha256:" + HexFormat.of().formatHex(hash.digest()), url, false);
    }

    private void check(String actual, String url, boolean beginning) throws BuildException {
        Optional<String> expected = add.checksum();
        if (expected.isPresent() && !(beginning ? actual.startsWith(expected.get())
                : actual.equals(expected.get()))) {
            throw BuildException.failed("ADD failed: digest mismatch of " + url + ": " + actual + ", expected "
                    + expected.get(), null);
        }
    }

    /** The last part of the path, as docker names the file. */
    private static String name(String url) throws BuildException {
        String path = URI.create(url).getPath();
        String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return name.equals(".") || name.equals("..") ? "" : name;
    }

    /**
     * A file that was fetched.
     *
     * @param file it
     * @param name its name where it came from
     * @param unpack whether it is unpacked if it is an archive
     */
    private record Downloaded(Fd file, String name, boolean unpack) implements Fetched {

        @Override
        public void addTo(ContentDigest digest) throws IOException {
            digest.text(name);
            digest.file(file);
            rewind();
        }

        @Override
        public void place(Placement placement, Archives archives) throws IOException, BuildException {
            if (unpack && archives.unpacked(file)) {
                return;
            }
            if (name.isEmpty() && placement.directory()) {
                throw BuildException.failed("ADD failed: cannot determine filename for source: its URL has none, and"
                        + " the destination is a directory", null);
            }
            placement.file(file, FileStatus.of(file.number()), name);
        }

        private void rewind() throws IOException {
            dev.berth.kernel.FileCalls.seek(file.number(), 0, 0);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
