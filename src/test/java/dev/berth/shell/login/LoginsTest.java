package dev.berth.shell.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Mutations;
import dev.berth.shell.CommandException;
import dev.berth.shell.StubSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {

    private static final Login ME = new Login("reg.example:5000", "me", "a:b", Optional.empty());

    @TempDir
    private Path directory;

    private Logins logins() {
        return new Logins(StubSession.of(directory, Map.of("DOCKER_CONFIG", "docker", "PATH",
                directory + ":/usr/bin:/bin", "KEPT", directory.resolve("kept").toString())));
    }

    private Path config(String text) throws IOException {
        Files.createDirectories(directory.resolve("docker"));
        return Files.writeString(directory.resolve("docker/config.json"), text);
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + '\n');
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** 3,000 changes of a good file: it is read or refused with a sentence. */
    @Test
    void aDamagedFileIsReadOrRefused() throws IOException {
        Mutations mutations = new Mutations(7, "\"", "\\", "\\u", "{", "}", "[", "]", ",", ":", "null", "-1",
                "1e999999999", "[]",
                "\"auths\":", "\"auth\":\"", "====", "\0", "{\"a\":".repeat(5_000));
        String good = "{\"auths\":{\"reg.example:5000\":{\"auth\":\"bWU6YTpi\",\"identitytoken\":\"x\"},\"https:"
                + "//index.docker."
                + "io/v1/\":{}},\"credHelpers\":{\"a.example\":\"none\"},\"proxies\":{\"default\":{\"httpProxy\""
                + ":\"http://p:1\"}},"
                + "\"HttpHeaders\":{\"X\":\"y\"}}";
        for (int i = 0; i < 3_000; i++) {
            config(mutations.of(good));
            try {
                logins().find("reg.example:5000");
            } catch (IOException | CommandException refused) {
                assertTrue(refused.getMessage().length() > 20, refused.getMessage());
            }
        }
    }

    @Test
    void keepsALoginInAFileThatOnlyItsOwnerReads() throws IOException {
        Path file = directory.resolve("docker/config.json");
        assertEquals(Optional.of(file), logins().store(ME));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertEquals("{\n\t\"auths\": {\n\t\t\"reg.example:5000\": {\n\t\t\t\"auth\": \"bWU6YTpi\"\n\t\t}\n\t}\n}",
                Files.readString(file));
        assertEquals(Optional.of(ME), logins().find(ME.server()));
        assertEquals(Optional.empty(), logins().find(RegistryServer.HUB));
        logins().erase(ME.server());
        assertEquals(Optional.empty(), logins().find(ME.server()));
        try (var files = Files.list(file.getParent())) {
            assertEquals(1, files.count(), "no temporary file is left");
        }
    }

    @Test
    void keepsKeysThatItDoesNotKnow() throws IOException {
        Path file = config("{\"psFormat\":\"{{.ID}}\",\"n\":{\"i\":12345678901,\"f\":1.5,\"z\":null},\"auths\":"
                + "{\"other\":{\"auth\":\"YTpi\",\"email\":\"x\"}}}");
        logins().store(ME);
        String text = Files.readString(file);
        for (String kept : List.of("\"psFormat\": \"{{.ID}}\"", "\"i\": 12345678901", "\"f\": 1.5", "\"z\": null",
                "\"email\": \"x\"")) {
            assertTrue(text.contains(kept), text);
        }
        logins().erase(ME.server());
        assertEquals("b", logins().find("other").orElseThrow().password());
    }

    @Test
    void writesThroughASymbolicLink() throws IOException {
        Path real = Files.writeString(directory.resolve("real.json"), "{}");
        Files.createDirectories(directory.resolve("docker"));
        Files.createSymbolicLink(directory.resolve("docker/config.json"), real);
        logins().store(ME);
        assertTrue(Files.isSymbolicLink(directory.resolve("docker/config.json")));
        assertTrue(Files.readString(real).contains("bWU6YTpi"));
    }

    @Test
    void readsIdentityTokensAndAddressesOfOld() throws IOException {
        config("{\"auths\":{\"https://reg.example:5000/v2/\":{\"auth\":\"bWU6\",\"identitytoken\":\"t\"}}}");
        assertEquals(Optional.of(new Login(ME.server(), "me", "", Optional.of("t"))), logins().find(ME.server()));
        String header = new String(Base64.getUrlDecoder().decode(logins().header("reg.example:5000/a/b:1")
                .orElseThrow()), StandardCharsets.UTF_8);
        assertEquals("{\"identitytoken\":\"t\",\"serveraddress\":\"reg.example:5000\"}", header);
        assertEquals(Optional.empty(), logins().header("busybox"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"auths\":3}", "{\"credHelpers\":[]}"})
    void saysThatAFileIsDamaged(String text) throws IOException {
        Path file = config(text);
        RuntimeException error = assertThrows(RuntimeException.class, () -> logins().find("x"));
        assertTrue(error instanceof CommandException, error.toString());
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    }

    @Test
    void aHelperKeepsWhatItIsNamedFor() throws IOException {
        helper("box", "case $1 in store) cat >$KEPT;; get) read s; test -f $KEPT && cat $KEPT || "
                + "{ echo credentials not found in native keychain; exit 1; };; erase) rm $KEPT;; esac");
        Path file = config("{\"credHelpers\":{\"reg.example:5000\":\"box\"}}");
        assertEquals(Optional.empty(), logins().find(ME.server()));
        assertEquals(Optional.empty(), logins().store(ME));
        assertEquals("{\"ServerURL\":\"reg.example:5000\",\"Username\":\"me\",\"Secret\":\"a:b\"}",
                Files.readString(directory.resolve("kept")));
        assertFalse(Files.readString(file).contains("bWU6"), "no secret in the file");
        assertEquals(Optional.of(ME), logins().find(ME.server()));
        Login token = new Login(ME.server(), "me", "", Optional.of("t"));
        logins().store(token);
        assertEquals(Optional.of(new Login(ME.server(), "", "", Optional.of("t"))), logins().find(ME.server()));
        logins().erase(ME.server());
        assertFalse(Files.exists(directory.resolve("kept")));
    }

    @Test
    void aHelperThatFailsIsQuoted() throws IOException {
        helper("pass", "cat >/dev/null; echo 'gpg: no secret key'; exit 2");
        config("{\"credsStore\":\"pass\"}");
        assertEquals("error storing credentials - err: exit status 2, out: `gpg: no secret key`",
                assertThrows(IOException.class, () -> logins().store(ME)).getMessage());
        assertEquals("error getting credentials - err: exit status 2, out: `gpg: no secret key`",
                assertThrows(IOException.class, () -> logins().find("x")).getMessage());
        assertEquals("{\"credsStore\":\"pass\"}", Files.readString(directory.resolve("docker/config.json")));
    }

    @ParameterizedTest
    @CsvSource({"none,executable file not found in $PATH", "../../bin/sh,executable file not found in $PATH"})
    void aHelperIsAProgramOfItsNameOnly(String name, String said) throws IOException {
        config("{\"credsStore\":\"" + name + "\"}");
        String message = assertThrows(IOException.class, () -> logins().find("x")).getMessage();
        assertTrue(message.contains(said), message);
    }

    @Test
    void aHelperThatTalksNonsenseIsNotBelieved() throws IOException {
        helper("odd", "cat >/dev/null; echo '{{{'");
        config("{\"credsStore\":\"odd\"}");
        assertTrue(assertThrows(IOException.class, () -> logins().find("x")).getMessage().contains("no JSON"));
    }

    @ParameterizedTest
    @CsvSource({"'',https://index.docker.io/v1/", "docker.io,https://index.docker.io/v1/",
        "https://index.docker.io/v1/,https://index.docker.io/v1/", "http://localhost:5000/v2/,localhost:5000",
        "quay.io,quay.io"})
    void namesServersAsDockerDoes(String given, String name) {
        assertEquals(name, RegistryServer.of(given));
    }
}
