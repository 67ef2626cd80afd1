package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real git server on loopback with one repository, {@code work}, of which commits are made here. */
public final class GitServer implements AutoCloseable {

    private final Path root;
    private final Process daemon;
    private final int port;

    /** A server whose repository is below a directory. */
    public GitServer(Path root) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "needs git");
        this.root = root;
        Files.createDirectories(root.resolve("work"));
        git("init", "--quiet", "-b", "main");
        git("config", "uploadpack.allowAnySHA1InWant", "true");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // exec, so that this process is the daemon itself and ends with it
        daemon = new ProcessBuilder("git", "daemon", "--export-all", "--reuseaddr", "--listen=127.0.0.1",
                "--port=" + port, "--base-path=" + root, root.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        for (int i = 0; i < 200; i++) {
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        close();
        throw new IOException("git daemon does not answer");
    }

    /** Runs git in the repository. */
    public String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=n", "-c", "user.email=e@e", "-c",
                "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(root.resolve("work").toFile())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }

    /** Writes a file that the next commit has. */
    public GitServer file(String name, String content) throws Exception {
        Path file = root.resolve("work").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** Makes a link that the next commit has. */
    public GitServer link(String name, String target) throws Exception {
        Files.createSymbolicLink(root.resolve("work").resolve(name), Path.of(target));
        return this;
    }

    /** Commits all files; the commit's id. */
    public String commit() throws Exception {
        git("add", "--all");
        git("commit", "--quiet", "-m", "m");
        return git("rev-parse", "HEAD");
    }

    /** What git asks. */
    public String url() {
        return "git://127.0.0.1:" + port + "/work/.git";
    }

    @Override
    public void close() throws Exception {
        // the daemon proper is a child of git's own process
        daemon.descendants().forEach(ProcessHandle::destroy);
        daemon.destroy();
        assertTrue(daemon.waitFor() >= 0);
    }
}
