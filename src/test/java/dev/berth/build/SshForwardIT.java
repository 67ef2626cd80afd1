package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real SSH agent, asked by a real {@code ssh-add} in a step. */
class SshForwardIT extends BuildTests {

    private static final Path ADD = Path.of("/usr/bin/ssh-add");
    private static final Path AGENT = Path.of("/usr/bin/ssh-agent");

    @TempDir
    Path keys;
    private Process agent;

    @BeforeEach
    void startAgent() throws Exception {
        assumeTrue(Files.isExecutable(ADD) && Files.isExecutable(AGENT), "needs ssh-agent and ssh-add");
        agent = new ProcessBuilder(AGENT.toString(), "-D", "-a", keys.resolve("agent").toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        for (int i = 0; i < 400 && !Files.exists(keys.resolve("agent")); i++) {
            Thread.sleep(25);
        }
        said("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a key of the test", "-f",
                keys.resolve("key").toString());
        said(ADD.toString(), keys.resolve("key").toString());
    }

    @AfterEach
    void endAgent() throws Exception {
        if (agent != null) {
            agent.destroy();
            agent.waitFor();
        }
    }

    private String said(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", keys.resolve("agent").toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }

    /** A context with ssh-add and the libraries that it needs. */
    private void program() throws Exception {
        build.context();
        Matcher libraries = Pattern.compile("(/\\S+)").matcher(said("ldd", ADD.toString()));
        TreeSet<String> files = new TreeSet<>(List.of(ADD.toString()));
        while (libraries.find()) {
            files.add(libraries.group(1));
        }
        for (String file : files) {
            if (Files.exists(Path.of(file))) {
                build.program("root" + file, Files.readAllBytes(Path.of(file)));
            }
        }
    }

    private BuildFixture.Request request(String id) {
        BuildFixture.Request request = BuildFixture.request();
        request.sockets = Map.of(id, keys.resolve("agent"));
        return request;
    }

    @Test
    void aStepAsksTheAgentAndNothingOfItStays() throws Exception {
        program();
        Image image = build.build(request("default"), """
                FROM busybox
                COPY root /
                RUN --mount=type=ssh ssh-add -l && stat -c '%a %u %g' $SSH_AUTH_SOCK
                RUN --mount=type=ssh,uid=1234,gid=50,mode=0440 stat -c '%a %u %g' $SSH_AUTH_SOCK
                RUN test -z "$SSH_AUTH_SOCK" && ! ssh-add -l 2>/dev/null && ! ls /run/buildkit 2>/dev/null
                """);
        assertTrue(build.said.output().contains("a key of the test (ED25519)"), build.said.output());
        assertTrue(build.said.output().endsWith("600 0 0\n440 1234 50\n"), build.said.output());
        assertEquals(2, image.layers().size());
    }

    @Test
    void aUserOfTheImageMayHaveItAndAnotherIdIsAnotherAgent() throws Exception {
        program();
        build.build(request("mine"), """
                FROM busybox
                COPY root /
                USER app
                RUN --mount=type=ssh,id=mine,uid=1234,target=/tmp/sock,required SSH_AUTH_SOCK=/tmp/sock ssh-add -l
                """);
        assertTrue(build.said.output().contains("a key of the test (ED25519)"), build.said.output());
        BuildException refused = assertThrows(BuildException.class, () -> build.build(request("mine"),
                "FROM busybox\nRUN --mount=type=ssh,required true\n"));
        assertTrue(refused.getMessage().startsWith("unset ssh forward key default"), refused.getMessage());
    }

    @Test
    void aFileIsNoAgent() throws IOException {
        BuildFixture.Request request = BuildFixture.request();
        request.sockets = Map.of("default", keys.resolve("key"));
        BuildException refused = assertThrows(BuildException.class, () -> build.context().build(request,
                "FROM busybox\nRUN --mount=type=ssh true\n"));
        assertTrue(refused.getMessage().endsWith("is no socket"), refused.getMessage());
    }
}
