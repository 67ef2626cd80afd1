package dev.berth.security;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.Attachment;
import dev.berth.engine.BerthEngine;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.Directories;
import dev.berth.engine.EngineException;
import dev.berth.engine.Execs;
import dev.berth.engine.LogChunk;
import dev.berth.engine.LogQuery;
import dev.berth.engine.Output;
import dev.berth.image.ImportOptions;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.kernel.Machine;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine of its own on the real kernel, and hostile images to start on it. */
abstract class SecurityCase {

    static final int EPERM = 1;
    static final int ENOSYS = 38;

    @TempDir
    Path directory;
    BerthEngine engine;

    /** How a run ended. */
    record Result(int exitCode, String output) {
        List<String> lines() {
            return output.isBlank() ? List.of() : List.of(output.trim().split("\r?\n"));
        }
    }

    @BeforeEach
    void startEngine() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.exists(Layers.BUSYBOX), "needs the package busybox-static");
        engine = new BerthEngine(new Directories(directory.resolve("data"), directory.resolve("run")),
                "berth-security", CreateRequest::flags);
    }

    @AfterEach
    void stopEngine() throws Exception {
        if (engine != null) {
            for (Container container : engine.containers().list()) {
                engine.containers().remove(container.id(), true, true);
            }
            engine.close();
        }
    }

    void image(String name, Layers layers) throws Exception {
        engine.images().archives().importRootFilesystem(new ByteArrayInputStream(layers.archive()),
                Optional.of(Reference.parse(name)), ImportOptions.NONE);
    }

    /** An image whose configuration is exactly this JSON, as only an archive can bring it. */
    void image(String name, Layers layers, String config) throws Exception {
        byte[] layer = layers.archive();
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(layer));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, "layer.tar", layer);
            put(tar, "config.json", ("{\"architecture\":\"" + (Machine.CURRENT == Machine.AARCH64 ? "arm64" : "amd64")
                    + "\",\"os\":\"linux\",\"config\":" + config + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":"
                    + "[\"sha256:" + digest + "\"]}}").getBytes(StandardCharsets.UTF_8));
            put(tar, "manifest.json", ("[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name
                    + ":latest\"],\"Layers\":[\"layer.tar\"]}]").getBytes(StandardCharsets.UTF_8));
        }
        engine.images().archives().load(new ByteArrayInputStream(bytes.toByteArray()), Progress.NONE);
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    Container create(String image, ProfileBuilder profile, String... command) throws EngineException {
        Profile flags = profile.image(image).command(List.of(command)).build();
        return engine.containers().create(new CreateRequest(Optional.empty(), Optional.empty(), Optional.empty(),
                flags, false, "")).container();
    }

    Result run(String image, ProfileBuilder profile, String... command) throws Exception {
        Container container = create(image, profile, command);
        int exitCode;
        try (Containers.Waiting end = engine.containers().await(container.id(), Containers.Condition.NEXT_EXIT)) {
            engine.containers().start(container.id());
            exitCode = end.exitCode();
        }
        String text = logged(container);
        engine.containers().remove(container.id(), true, true);
        return new Result(exitCode, text);
    }

    private String logged(Container container) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Output output = engine.containers().logs(container.id(), new LogQuery(true, true, false,
                Optional.empty(), Optional.empty(), OptionalInt.empty()))) {
            drain(output, text);
        }
        return text.toString();
    }

    /** The lines that a container has written so far. */
    List<String> log(Container container) throws Exception {
        return logged(container).lines().toList();
    }

    Result exec(Container container, String user, boolean privileged, String workdir, String... command)
            throws Exception {
        return exec(container, false, user, privileged, workdir, command);
    }

    Result exec(Container container, boolean tty, String user, boolean privileged, String workdir, String... command)
            throws Exception {
        Execs.Exec exec = engine.execs().create(container.id(), new Execs.Request(List.of(command), tty, false,
                Map.of(), Optional.of(workdir).filter(w -> !w.isEmpty()),
                Optional.of(user).filter(u -> !u.isEmpty()), privileged, Optional.empty()));
        StringBuilder text = new StringBuilder();
        try (Attachment attachment = engine.execs().start(exec.id(), 0, 0)) {
            drain(attachment.output(), text);
        }
        return new Result(engine.execs().get(exec.id()).exitCode().orElse(-1), text.toString());
    }

    private static void drain(Output output, StringBuilder into) throws Exception {
        for (Optional<LogChunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
            into.append(StandardCharsets.UTF_8.decode(chunk.get().payload()));
        }
    }

    /** The program that makes one system call; skips the test where there is no C compiler. */
    byte[] probe() throws Exception {
        return compiled("probe");
    }

    /** A C program of the tests' resources; skips the test where there is no C compiler. */
    byte[] compiled(String name) throws Exception {
        Path source = directory.resolve(name + ".c");
        Path program = directory.resolve(name);
        Files.write(source, SecurityCase.class.getResourceAsStream(name + ".c").readAllBytes());
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-static", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true).start();
        } catch (IOException e) {
            return abort("needs a C compiler: " + e.getMessage());
        }
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(compiler.waitFor() == 0, "needs a C compiler and a static C library: " + said);
        return Files.readAllBytes(program);
    }
}
