package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.berth.image.Image;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories of a real git server on loopback as contexts and as sources of {@code ADD}. */
class GitBuildIT {

    @TempDir
    Path directory;
    @TempDir
    Path served;
    private BuildFixture build;
    private GitServer git;

    @BeforeEach
    void begin() throws Exception {
        build = new BuildFixture(directory);
        git = new GitServer(served);
    }

    @AfterEach
    void end() throws Exception {
        if (git != null) {
            git.close();
        }
        assertEquals(List.of(), build.leftovers());
        build.close();
    }

    private Image remote(String url) throws Exception {
        build.said.clear();
        return build.builder.build(BuildFixture.request().build(), ContextOrigin.remote(url), build.said);
    }

    @Test
    void addTakesADirectoryOfACommit() throws Exception {
        git.file("sub/run.sh", "one").file("top", "top");
        served.resolve("work/sub/run.sh").toFile().setExecutable(true);
        git.commit();
        git.git("tag", "v1");
        String second = git.file("sub/run.sh", "two").commit();
        String dockerfile = "FROM busybox\nADD " + git.url() + "#%s:sub /dest\n";
        Image image = build.context().build(dockerfile.formatted("v1"));
        assertEquals(List.of("A /dest", "A /dest/run.sh"), build.top(image));
        assertEquals("one", build.read(image, "dest/run.sh"));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(
                build.path(image, "dest/run.sh").orElseThrow())));
        assertEquals("two", build.read(build.build(dockerfile.formatted("main")), "dest/run.sh"));
        assertEquals("two", build.read(build.build(dockerfile.formatted(second)), "dest/run.sh"));
        assertEquals("two", build.read(build.build(dockerfile.formatted("")), "dest/run.sh"));
        assertEquals(1, build.said.lines().stream().filter(line -> line.startsWith("cached ADD")).count(),
                "it is the content that counts");
    }

    @Test
    void addKeepsWhatIsGitsOnlyWhereThatIsAsked() throws Exception {
        String commit = git.file("a", "1").commit();
        String dockerfile = "FROM busybox\nADD --keep-git-dir=true --checksum=" + commit + ' ' + git.url() + " /k\n";
        Image image = build.context().build(dockerfile);
        assertTrue(build.path(image, "k/.git/HEAD").isPresent());
        assertEquals(image.id(), build.build(dockerfile).id(), "the commit is the key");
        assertFalse(build.path(build.build("FROM busybox\nADD " + git.url() + " /k\n"), "k/.git").isPresent());
        build.build("FROM busybox\nADD --checksum=" + commit.substring(0, 9) + ' ' + git.url() + " /k\n");
        BuildException other = assertThrows(BuildException.class, () -> build.build("FROM busybox\nADD --checksum="
                + "0".repeat(40) + ' ' + git.url() + " /k\n"));
        assertTrue(other.getMessage().contains("digest mismatch"), other.getMessage());
    }

    @Test
    void aRepositoryIsAContext() throws Exception {
        git.file("app/Dockerfile", "FROM busybox\nCOPY . /ctx\n").file("app/a", "1").file("app/left", "out")
                .file("app/.dockerignore", "left\n").commit();
        Image image = remote(git.url() + "#main:app");
        assertEquals(List.of("A /ctx", "A /ctx/.dockerignore", "A /ctx/Dockerfile", "A /ctx/a"), build.top(image));
        assertEquals("fetching " + git.url(), build.said.lines().get(0));
        git.file("app/a", "2").commit();
        assertEquals("2", build.read(remote(git.url() + "#:app"), "ctx/a"));
    }

    @Test
    void aContextKeepsWhatIsGitsWhereThatIsAsked() throws Exception {
        git.file("Dockerfile", "FROM busybox\nCOPY . /ctx\n").commit();
        assertFalse(build.path(remote(git.url()), "ctx/.git").isPresent());
        BuildFixture.Request request = BuildFixture.request();
        request.arguments = Map.of("BUILDKIT_CONTEXT_KEEP_GIT_DIR", "1");
        Image image = build.builder.build(request.build(), ContextOrigin.remote(git.url()), build.said);
        assertTrue(build.path(image, "ctx/.git/HEAD").isPresent());
    }

    @Test
    void submodulesComeWithIt() throws Exception {
        git.file("a", "inner").commit();
        git.git("branch", "inner");
        git.git("submodule", "add", "--quiet", git.url(), "module");
        git.file("Dockerfile", "FROM busybox\nCOPY . /ctx\n").commit();
        Image image = remote(git.url());
        assertEquals("inner", build.read(image, "ctx/module/a"));
        assertFalse(build.path(image, "ctx/module/.git").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext::sh -c touch% PLACE/canary", "file://PLACE/work", "PLACE/work"})
    void submodulesAreNoPlacesOfThisMachineAndNoCommands(String url) throws Exception {
        git.file("Dockerfile", "FROM busybox\n").commit();
        String commit = git.git("rev-parse", "HEAD");
        git.file(".gitmodules", "[submodule \"m\"]\n\tpath = m\n\turl = " + url.replace("PLACE", served.toString())
                + "\n").git("add", "--all");
        git.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",m");
        git.git("commit", "--quiet", "-m", "m");
        BuildException refused = assertThrows(BuildException.class, () -> remote(git.url()));
        assertTrue(refused.getMessage().contains("not allowed"), refused.getMessage());
        assertFalse(Files.exists(served.resolve("canary")));
    }

    @Test
    void linksOfARepositoryStayInIt() throws Exception {
        Path secret = Files.writeString(served.resolve("secret"), "secret");
        git.link("out", served.toString()).link("root", "/").link("Dockerfile", secret.toString())
                .file("inner/Dockerfile", "FROM busybox\nCOPY link/secret /s\n").link("inner/link", served.toString())
                .commit();
        for (String url : List.of("#:out", "#:root/etc", "#:../..", "#:inner")) {
            BuildException refused = assertThrows(BuildException.class, () -> remote(git.url() + url), url);
            assertFalse(refused.getMessage().contains("FROM"), refused.getMessage());
        }
        assertThrows(BuildException.class, () -> build.context().build("FROM busybox\nADD " + git.url()
                + "#:out /x\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#--upload-pack=touch canary", "#-h", "#main:--x"})
    void nothingOfAUrlBecomesAnOption(String rest) throws Exception {
        git.file("Dockerfile", "FROM busybox\n").commit();
        assertThrows(BuildException.class, () -> remote(git.url() + rest));
        assertThrows(BuildException.class, () -> build.context().build("FROM busybox\nADD \"" + git.url() + rest
                + "\" /x\n"));
        assertFalse(Files.exists(served.resolve("work/canary")));
    }

    @Test
    void aTokenGoesToItsServerOnly() throws Exception {
        AtomicReference<String> authorization = new AtomicReference<>("");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            authorization.set(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        http.start();
        try {
            BuildFixture.Request request = BuildFixture.request();
            String add = "FROM busybox\nADD http://127.0.0.1:" + http.getAddress().getPort() + "/x.git /x\n";
            request.secrets = Map.of("GIT_AUTH_TOKEN.127.0.0.1", "t".getBytes(StandardCharsets.UTF_8));
            assertThrows(BuildException.class, () -> build.context().build(request, add));
            assertEquals("basic eC1hY2Nlc3MtdG9rZW46dA==", authorization.get());
            request.secrets = Map.of("GIT_AUTH_TOKEN.other", "t".getBytes(StandardCharsets.UTF_8));
            assertThrows(BuildException.class, () -> build.context().build(request, add));
            assertEquals("null", authorization.get());
        } finally {
            http.stop(0);
        }
    }
}
