package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.build.GitServer;
import dev.berth.image.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code berth build --build-context}. */
@Timeout(120)
class NamedContextIT extends BuildClient {

    private void dockerfile(String text) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), text);
    }

    private Path library() throws IOException {
        Path library = Files.createDirectories(context.resolve("lib/sub"));
        Files.writeString(library.resolve("one"), "1");
        Files.writeString(library.resolve("skipped.log"), "2");
        Files.writeString(context.resolve("lib/.dockerignore"), "**/*.log\n");
        Files.writeString(context.resolve(".dockerignore"), "lib\n");
        return context.resolve("lib");
    }

    /** What {@code find} says of an image's files after a build. */
    private String built(String... flags) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("build", "-o", "out"));
        arguments.addAll(List.of(flags));
        arguments.add(".");
        Result built = berth(context, arguments.toArray(new String[0]));
        assertEquals(0, built.status(), built.err());
        String found = Command.run("sh", "-c", "cd " + context + "/out && find . -type f | grep -v bin/ | sort");
        Command.run("rm", "-r", context.resolve("out").toString());
        return found.strip().replace('\n', ' ');
    }

    @Test
    void filesOfADirectoryAreCopiedAndMounted() throws Exception {
        library();
        dockerfile("FROM busybox AS run\n"
                + "RUN --mount=from=lib,target=/lib ls /lib/sub > /seen; cat /lib/sub/one > /one\n"
                + "FROM scratch\nCOPY --from=lib / /all/\nCOPY --from=run /seen /one /\n");
        assertEquals("./all/.dockerignore ./all/sub/one ./one ./seen", built("--build-context", "lib=lib"));
    }

    @Test
    void aChangedFileIsSeen() throws Exception {
        Path library = library();
        dockerfile("FROM busybox\nRUN --mount=from=lib,target=/lib cat /lib/sub/one > /one\n");
        Result first = berth(context, "build", "--build-context", "lib=lib", ".");
        assertEquals(0, first.status(), first.err());
        assertTrue(berth(context, "build", "--build-context", "lib=lib", ".").err().contains("CACHED"));
        Files.writeString(library.resolve("sub/one"), "other");
        Result again = berth(context, "build", "--build-context", "lib=lib", ".");
        assertTrue(!again.err().contains("CACHED"), again.err());
    }

    @Test
    void aStageBeginsWithADirectory() throws Exception {
        library();
        dockerfile("FROM lib\nCOPY Dockerfile /\n");
        assertEquals("./.dockerignore ./Dockerfile ./sub/one", built("--build-context", "lib=lib"));
    }

    @Test
    void aContextStandsForAStageOfItsName() throws Exception {
        library();
        dockerfile("FROM busybox AS deps\nRUN exit 3\nFROM scratch\nCOPY --from=deps /sub /sub\n");
        assertEquals("./sub/one", built("--build-context", "deps=lib"));
    }

    @Test
    void anImageStandsForAnother() throws Exception {
        dockerfile("FROM alpine:3.20\nRUN echo up > /up\nFROM scratch\nCOPY --from=docker.io/library/alpine:3.20"
                + " /bin/busybox /bin/\nCOPY --from=0 /up /\n");
        assertEquals("./up", built("--build-context", "alpine:3.20=docker-image://busybox"));
        Result plain = berth(context, "build", "--build-context", "alpine=docker-image://busybox", "--target", "0",
                ".");
        assertTrue(plain.status() != 0, "the tag is part of the name");
    }

    @Test
    void aRepositoryIsACheckedOutTree(@TempDir Path repositories) throws Exception {
        dockerfile("FROM scratch\nCOPY --from=repo / /\n");
        try (GitServer git = new GitServer(repositories)) {
            git.file("src/a", "1").commit();
            assertEquals("./a", built("--build-context", "repo=" + git.url() + "#:src"));
        }
    }

    @Test
    void anImageOfALayoutIsThereForTheBuildOnly() throws Exception {
        dockerfile("FROM busybox\nRUN echo made > /made\n");
        assertEquals(0, berth(context, "build", "-o", "type=oci,dest=image.tar", "-t", "made:1", ".").status());
        Command.run("sh", "-c", "mkdir " + context + "/layout && tar -C " + context + "/layout -xf " + context
                + "/image.tar");
        String id = berth(context, "image", "inspect", "-f", "{{.Id}}", "made:1").out().strip();
        assertEquals(0, berth(context, "rmi", "made:1").status());
        dockerfile("FROM base\nRUN echo more > /more\n");
        Files.writeString(context.resolve(".dockerignore"), "layout\nimage.tar\n");
        assertEquals("./made ./more", built("--build-context", "base=oci-layout://layout"));
        assertEquals("", berth(context, "images", "-q", "--no-trunc", "--filter", "reference=made").out());
        assertTrue(!berth(context, "images", "-q", "-a", "--no-trunc").out().contains(id), "the image stays");
    }

    @Test
    void aContextFromStandardInputHasOthersBesideIt() throws Exception {
        library();
        Process building = builder(context, "build", "-o", "out", "--build-context", "lib=lib", "-").start();
        Result built = result(building, "FROM scratch\nCOPY --from=lib /sub /\n");
        assertEquals(0, built.status(), built.err());
        assertTrue(Files.exists(context.resolve("out/one")));
    }

    @Test
    void watchingMeansItsFilesToo() throws Exception {
        Path library = library();
        dockerfile("FROM scratch\nCOPY --from=lib / /\n");
        Process watching = builder(context, "build", "--watch", "--build-context", "lib=lib", ".").start();
        try (BufferedReader lines = watching.errorReader(StandardCharsets.UTF_8)) {
            await(lines, "watching for changes, Ctrl-C ends");
            Files.writeString(library.resolve("sub/skipped.log"), "3");
            // as editors save: a new file that takes the old one's name
            Files.writeString(context.resolve("new"), "2");
            Files.move(context.resolve("new"), library.resolve("sub/one"), StandardCopyOption.REPLACE_EXISTING);
            await(lines, "changed: lib: sub/one");
            await(lines, "watching for changes, Ctrl-C ends");
        } finally {
            watching.destroy();
            watching.waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "lib ~ invalid context value: lib, expected key=value",
        "lib=nowhere ~ failed to get build context lib: stat nowhere: no such file or directory",
        "lib=Dockerfile ~ failed to get build context path Dockerfile: not a directory",
        "lib=oci-layout://. ~ is no OCI layout: it has no index.json",
    })
    void whatIsNotThereIsRefused(String flag, String sentence) throws Exception {
        dockerfile("FROM scratch\nCOPY --from=lib / /\n");
        Result refused = berth(context, "build", "--build-context", flag, ".");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains(sentence), refused.err());
    }
}
