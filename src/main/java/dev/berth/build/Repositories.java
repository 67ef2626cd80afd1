package dev.berth.build;

import dev.berth.build.copy.SourceTree;
import dev.berth.context.GitCheckout;
import dev.berth.context.GitReference;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Git repositories that the engine fetches for a build. The engine is root and a Dockerfile is anybody's, so nothing of
 * this machine takes part: not its files as repositories, not programs as transports, not its configuration or keys.
 * What one may see at a server comes with the build: its agent {@code default}, its secrets {@code GIT_AUTH_TOKEN} and
 * {@code GIT_AUTH_HEADER}, as with docker.
 */
final class Repositories {

    private static final byte[] GIT = ".git".getBytes(StandardCharsets.US_ASCII);
    /** No {@code file}, whose repository may be any directory, and no {@code ext}, which is a command. */
    private static final String PROTOCOLS = "http:https:git:ssh";
    private static final String SSH = "ssh -F none -o BatchMode=yes -o IdentityFile=none";
    private static final List<String> TAKEN_OVER = List.of("PATH", "http_proxy", "https_proxy", "no_proxy",
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR");

    private final BuildRequest request;

    /**
     * Repositories.
     *
     * @param request the build, with what its author may use
     */
    Repositories(BuildRequest request) {
        this.request = request;
    }

    /**
     * Fetches a commit.
     *
     * @param reference which one
     * @param directory an empty directory
     * @throws dev.berth.context.GitFailure if it cannot be had
     */
    GitCheckout fetch(GitReference reference, Path directory) throws IOException {
        return GitCheckout.fetch(reference, directory, environment(reference.url()));
    }

    private Map<String, String> environment(String url) {
        Map<String, String> result = new HashMap<>();
        TAKEN_OVER.forEach(name -> {
            if (System.getenv(name) != null) {
                result.put(name, System.getenv(name));
            }
        });
        result.putAll(Map.of("LANG", "C", "HOME", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL",
                "/dev/null", "GIT_ALLOW_PROTOCOL", PROTOCOLS, "GIT_SSH_COMMAND", SSH,
                // a server that says nothing for a minute has gone
                "GIT_HTTP_LOW_SPEED_LIMIT", "1", "GIT_HTTP_LOW_SPEED_TIME", "60"));
        Path agent = request.sshSockets().get("default");
        if (agent != null) {
            result.put("SSH_AUTH_SOCK", agent.toString());
        }
        authorize(url, result);
        return result;
    }

    /** In the environment, since everybody reads a command line. */
    private void authorize(String url, Map<String, String> environment) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            return;
        }
        URI uri = URI.create(url);
        String server = uri.getScheme() + "://" + uri.getRawAuthority() + "/";
        String header = secret("GIT_AUTH_HEADER", uri.getHost());
        String token = secret("GIT_AUTH_TOKEN", uri.getHost());
        if (header.isEmpty() && !token.isEmpty()) {
            header = "basic " + Base64.getEncoder().encodeToString(("x-access-token:" + token)
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (!header.isEmpty()) {
            environment.put("GIT_CONFIG_COUNT", "1");
            environment.put("GIT_CONFIG_KEY_0", "http." + server + ".extraheader");
            environment.put("GIT_CONFIG_VALUE_0", "Authorization: " + header);
        }
    }

    private String secret(String name, String host) {
        byte[] own = request.secrets().getOrDefault(name + '.' + host, request.secrets().get(name));
        return own == null ? "" : new String(own, StandardCharsets.UTF_8).strip();
    }

    /** Takes away what is git's own, in submodules too. */
    static void forget(Fd directory) throws IOException {
        for (byte[] name : DirectoryEntries.names(directory.number())) {
            if (Arrays.equals(name, GIT)) {
                FileTree.remove(directory.number(), name);
            } else if (FileStatus.at(directory.number(), name).isDirectory()) {
                try (Fd inner = FileCalls.open(directory.number(), name, OpenFlags.DIRECTORY, 0)) {
                    forget(inner);
                }
            }
        }
    }

    /**
     * Opens the directory that was asked for; links on the way do not lead out of the repository
     * (CVE-2026-33748 of BuildKit).
     *
     * @param tree the checkout
     * @param reference with the directory
     * @throws BuildException if it is not there
     */
    static Fd subdirectory(SourceTree tree, GitReference reference) throws BuildException, IOException {
        String path = SourceTree.cleaned(reference.directory());
        if (tree.status(path).filter(FileStatus::isDirectory).isEmpty()) {
            throw BuildException.failed("no directory \"" + reference.directory() + "\" in " + reference.url(), null);
        }
        return tree.open(path);
    }
}
