package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.BerthEngine;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is killed while it builds leaves a store that is whole, and its successor takes the rest away. */
class BuildCrashIT {

    private static final String DOCKERFILE = """
            FROM busybox
            RUN echo one > /one
            RUN --mount=type=secret,id=s --mount=type=cache,target=/c echo two > /two
            COPY f /f
            RUN echo three > /three
            """;

    @TempDir
    Path directory;

    @Test
    void aKilledEngineLeavesAStoreThatIsWhole() throws Exception {
        try (BuildFixture build = new BuildFixture(directory)) {
            for (int round = 0; round < 4; round++) {
                build.builder.close();
                build.engine.close();
                killed(30 + 70L * round);
                build.open();
                assertEquals(List.of(), build.leftovers());
                assertEquals(List.of(), build.engine.images().verify(List.of(), Optional.empty(), Progress.NONE));
                Image image = build.context().file("f", "x").build(DOCKERFILE);
                assertEquals("three\n", build.read(image, "three"));
                assertEquals(List.of(), groups());
            }
        }
    }

    /** Starts an engine in a process of its own that builds again and again, and kills it in the middle. */
    private void killed(long millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                BuildCrashIT.class.getName(), directory.toString(), BuildFixture.CGROUP)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            assertTrue(line != null && line.equals("building"), "it said " + line);
            Thread.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Groups of steps whose engine is gone. */
    private static List<String> groups() throws IOException {
        try (Stream<Path> all = Files.find(Path.of("/sys/fs/cgroup"), 3, (path, attributes) -> attributes.isDirectory()
                && path.getParent().getFileName().toString().equals(BuildFixture.CGROUP))) {
            return all.map(Path::toString).toList();
        }
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        try (BerthEngine engine = BuildFixture.engine(directory, arguments[1]);
                Builder builder = Builder.open(engine, java.util.OptionalLong.empty())) {
            byte[] context = new BuildArchive().file("f", "x").file("Dockerfile", DOCKERFILE).bytes();
            BuildFixture.Request request = BuildFixture.request();
            request.noCache = true;
            request.secrets = java.util.Map.of("s", new byte[] {1});
            builder.build(request.build(), archive(context), new Recorder());
            System.out.println("building");
            while (Files.exists(directory)) {
                builder.build(request.build(), archive(context), new Recorder());
            }
        }
    }

    private static ContextOrigin archive(byte[] context) {
        return new ContextOrigin.Archive(new ByteArrayInputStream(context));
    }
}
