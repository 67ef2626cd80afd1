package dev.berth.bench;

import dev.berth.client.ImageCalls;
import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A temporary directory with an engine in it, the image that all rows use, and what they are compared with. */
final class Workplace implements AutoCloseable {

    private final Path directory;
    private final Path berth;
    private final Programs programs;
    private final EngineUnderTest engine;
    private final Optional<Crun> crun;
    private final Optional<Path> archive;

    /**
     * Sets up.
     *
     * @param berth the client program
     * @param peers what makes bundles for crun
     */
    Workplace(Path berth, Optional<String> peers) throws IOException, InterruptedException {
        this.berth = berth;
        directory = Files.createTempDirectory("berth-bench-");
        programs = programs("engine");
        engine = new EngineUnderTest(programs, berth, run("engine"));
        crun = peers.isPresent() ? Optional.of(new Crun(programs, peers.get(), directory.resolve("crun")))
                : Optional.empty();
        if (crun.isPresent()) {
            Files.createDirectories(directory.resolve("crun"));
            archive = Optional.of(crun.get().archive(crun.get().bundle("true", "true")));
            importImage(archive.get());
        } else {
            archive = Optional.empty();
        }
    }

    private Path run(String name) {
        return directory.resolve(name).resolve("run");
    }

    private Programs programs(String name) {
        return new Programs(directory.resolve("errors"), Map.of("BERTH_RUN", run(name).toString(), "BERTH_DATA",
                directory.resolve(name).resolve("data").toString()));
    }

    private void importImage(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonStream<ProgressMessage> progress = engine.client().images().importRootFilesystem(in,
                        new ImageCalls.ImportOptions("busybox", "latest", "", List.of(), ""))) {
            while (progress.next().isPresent()) {
                // until it is there
            }
        }
    }

    /** One more engine, in directories of its own. */
    EngineUnderTest another(String name) throws IOException, InterruptedException {
        return new EngineUnderTest(programs(name), berth, run(name));
    }

    /** A directory for whatever a row needs. */
    Path directory() {
        return directory;
    }

    /** Runs commands whose engine is {@link #engine}. */
    Programs programs() {
        return programs;
    }

    EngineUnderTest engine() {
        return engine;
    }

    Optional<Crun> crun() {
        return crun;
    }

    /** The image's root file system, where there are peers. */
    Optional<Path> archive() {
        return archive;
    }

    /** The image to run: busybox where there are peers, else a copy of this machine. */
    String image() {
        return archive.isPresent() ? "busybox" : "host";
    }

    /** A file of equal lines, so many MiB in size; its last line may be cut. */
    Path lines(String line, int mebibytes) throws IOException {
        byte[] mebibyte = line.repeat(1 + (1 << 20) / line.length()).substring(0, 1 << 20)
                .getBytes(StandardCharsets.US_ASCII);
        Path file = directory.resolve("lines-" + line.length());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                out.write(mebibyte);
            }
        }
        return file;
    }

    /** Runs {@code berth} to its end. */
    void berth(String... arguments) throws IOException, InterruptedException {
        programs.run(line(arguments));
    }

    /** Runs {@code berth} to its end, on {@linkplain #another another} engine. */
    void berthOn(String name, String... arguments) throws IOException, InterruptedException {
        programs(name).run(line(arguments));
    }

    private String[] line(String... arguments) {
        String[] line = new String[1 + arguments.length];
        line[0] = berth.toString();
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return line;
    }

    /** The client program. */
    Path client() {
        return berth;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        crun.ifPresent(Crun::close);
        engine.close();
        // an engine that has just ended may be emptying its trash yet
        programs.run("rm", "-rf", "--one-file-system", directory.toString());
    }
}
