package dev.berth.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox:latest, busybox:latest",
        "busybox:1.36, docker.io/library/busybox:1.36, busybox:1.36",
        "user/app, docker.io/user/app:latest, user/app:latest",
        "docker.io/busybox, docker.io/library/busybox:latest, busybox:latest",
        "index.docker.io/library/busybox, docker.io/library/busybox:latest, busybox:latest",
        "localhost/app, localhost/app:latest, localhost/app:latest",
        "localhost:5000/app:v1, localhost:5000/app:v1, localhost:5000/app:v1",
        "ghcr.io/a/b/c, ghcr.io/a/b/c:latest, ghcr.io/a/b/c:latest",
        "REGISTRY/app, REGISTRY/app:latest, REGISTRY/app:latest",
        "'[::1]:5000/app', '[::1]:5000/app:latest', '[::1]:5000/app:latest'",
        "a__b/c.d-e--f, docker.io/a__b/c.d-e--f:latest, a__b/c.d-e--f:latest",
        "busybox@sha256:" + HEX + ", docker.io/library/busybox@sha256:" + HEX + ", busybox@sha256:" + HEX})
    void expandsAsDockerDoes(String text, String canonical, String familiar) throws InvalidReference {
        Reference reference = Reference.parse(text).withDefaultTag();
        assertEquals(canonical, reference.toString());
        assertEquals(familiar, reference.familiar());
        assertEquals(reference, Reference.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", ":tag", "a:", "a:-x", "a:.x", "a:b:c", "a b", "-a", "a-",
        "a..b", "a___b", "a@", "a@sha256:123", "a@md5:" + HEX, "a@sha256:" + HEX + "0", "a.b:port/c", "a:99999999/b",
        "..", "../a", "a/../b", "a/.b", "ä", HEX, "a:ta\ng", "a_.b"})
    void refusesWhatIsNone(String text) {
        assertThrows(InvalidReference.class, () -> Reference.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Busybox, invalid reference format: repository name (library/Busybox) must be lowercase",
        "busybox:?, invalid reference format",
        HEX + ", 'invalid repository name (" + HEX + "), cannot specify 64-byte hexadecimal strings'"})
    void saysItInDockersWords(String text, String message) {
        assertEquals(message, assertThrows(InvalidReference.class, () -> Reference.parse(text)).getMessage());
    }
}
