package dev.berth.build;

import dev.berth.build.copy.ContentDigest;
import dev.berth.build.copy.Placement;
import dev.berth.build.dockerfile.Add;
import dev.berth.image.store.Hashing;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Sources of {@code ADD} that are elsewhere: files at URLs. They are fetched anew for each build, as docker does. */
final class RemoteSources {

    private static final int BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;
    /** As many as docker's HTTP client follows. */
    private static final int REDIRECTS = 10;
    /** Enough for every tool chain, and an end to what has none. */
    private static final long MOST_BYTES = 64L << 30;

    private final BuildParts parts;
    private final Add add;

    RemoteSources(BuildParts parts, Add add) {
        this.parts = parts;
        this.add = add;
    }

    /** Whether a source is no path. */
    static boolean isRemote(String source) {
        return source.startsWith("http://") || source.startsWith("https://") || isGit(source);
    }

    private static boolean isGit(String source) {
        return source.startsWith("git@") || source.startsWith("git://") || source.startsWith("ssh://")
                || source.startsWith("http") && source.replaceFirst("#.*", "").endsWith(".git");
    }

    /**
     * Fetches a source.
     *
     * @param url where it is
     * @throws BuildException if it cannot be had, or is not what was expected
     */
    Fetched fetch(String url) throws BuildException, IOException, InterruptedException {
        if (isGit(url)) {
            throw BuildException.failed("ADD failed: " + url + " is a git repository, which this version of Berth does"
                    + " not clone in a build; clone it into the context", null);
        }
        Path file = Files.createTempFile(parts.directory(), "remote", "");
        HttpURLConnection answer;
        try {
            answer = open(url);
            download(answer, url, file);
        } catch (IOException | IllegalArgumentException e) {
            throw BuildException.failed("ADD failed: cannot fetch " + url + ": " + e.getMessage(), e);
        }
        long modified = answer.getLastModified();
        Files.setLastModifiedTime(file, FileTime.fromMillis(Math.max(modified, 0)));
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return new Downloaded(Fd.open(file, OpenFlags.RDONLY, 0), name(url), add.unpack().orElse(false));
    }

    private static HttpURLConnection open(String url) throws IOException {
        URL at = URI.create(url).toURL();
        for (int i = 0; i < REDIRECTS; i++) {
            HttpURLConnection connection = (HttpURLConnection) at.openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", "berth");
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status < 300 || status >= 400 || location == null) {
                if (status != 200) {
                    connection.disconnect();
                    throw new IOException("got status code " + status);
                }
                return connection;
            }
            connection.disconnect();
            at = new URL(at, location);
            if (!at.getProtocol().equals("http") && !at.getProtocol().equals("https")) {
                throw new IOException("it is redirected to " + location);
            }
        }
        throw new IOException("stopped after " + REDIRECTS + " redirects");
    }

    private void download(HttpURLConnection answer, String url, Path file) throws IOException, BuildException,
            InterruptedException {
        MessageDigest hash = Hashing.sha256();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = answer.getInputStream(); OutputStream out = Files.newOutputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
                out.write(buffer, 0, n);
                size += n;
                if (size > MOST_BYTES) {
                    throw new IOException("it is larger than 64 GiB");
                } else if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            answer.disconnect();
        }
        long announced = answer.getContentLengthLong();
        if (announced >= 0 && announced != size) {
            throw new IOException("it ended after " + size + " of " + announced + " bytes");
        }
        Optional<String> expected = add.checksum();
        String actual = "sha256:" + HexFormat.of().formatHex(hash.digest());
        if (expected.isPresent() && !expected.get().equals(actual)) {
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
