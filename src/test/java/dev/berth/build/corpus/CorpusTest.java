package dev.berth.build.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus holds what it should, and its files can be written. */
class CorpusTest {

    private static final List<String> INSTRUCTIONS = List.of("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV",
            "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER",
            "VOLUME", "WORKDIR");

    static Stream<BuildCase> cases() throws IOException {
        return BuildCase.all().stream();
    }

    @Test
    void everyInstructionIsThere() throws IOException {
        TreeSet<String> missing = new TreeSet<>(INSTRUCTIONS);
        int compared = 0;
        for (BuildCase one : BuildCase.all()) {
            for (String line : one.dockerfile().split("\n")) {
                missing.remove(line.strip().split(" ")[0].toUpperCase(Locale.ROOT));
            }
            compared += one.fails() ? 0 : 1;
        }
        assertEquals(new TreeSet<>(), missing);
        assertTrue(compared >= 60, "only " + compared + " Dockerfiles are compared");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isWritten(BuildCase one, @TempDir Path directory) throws IOException {
        one.write(directory, false);
        assertTrue(Files.exists(directory.resolve("Dockerfile")));
        assertFalse(one.header().get("about").isEmpty(), "it says what it shows");
        assertTrue(one.isFor("buildah") || one.isFor("docker"), "somebody builds it too");
    }
}
