package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.BusyboxImage;
import dev.berth.image.ImportOptions;
import dev.berth.image.Reference;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's own interface on the real kernel, with an image of busybox. */
class BerthEngineIT {

    @TempDir
    Path directory;
    private BerthEngine engine;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.exists(BusyboxImage.BUSYBOX), "needs the package busybox-static");
        engine = engine();
        engine.images().archives().importRootFilesystem(new ByteArrayInputStream(BusyboxImage.tar()),
                Optional.of(Reference.parse("busybox")), ImportOptions.NONE);
    }

    private BerthEngine engine() throws Exception {
        return new BerthEngine(new Directories(directory.resolve("data"), directory.resolve("run")), "berth-test",
                CreateRequest::flags);
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            for (Container container : engine.containers().list()) {
                engine.containers().remove(container.id(), true, true);
            }
            engine.close();
        }
    }

    private Container create(ProfileBuilder profile, String... command) throws Exception {
        Profile flags = profile.image("busybox").command(List.of(command)).build();
        return engine.containers().create(new CreateRequest(Optional.empty(), Optional.empty(), Optional.empty(),
                flags, false, "")).container();
    }

    private int run(Container container) throws Exception {
        try (Containers.Waiting end = engine.containers().await(container.id(), Containers.Condition.NEXT_EXIT)) {
            engine.containers().start(container.id());
            return end.exitCode();
        }
    }

    private String log(Container container) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Output output = engine.containers().logs(container.id(), new LogQuery(true, true, false,
                Optional.empty(), Optional.empty(), OptionalInt.empty()))) {
            for (Optional<LogChunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
                text.append(StandardCharsets.UTF_8.decode(chunk.get().payload()));
            }
        }
        return text.toString();
    }

    @Test
    void runsToTheEnd() throws Exception {
        Container container = create(new ProfileBuilder().user("web"), "sh", "-c",
                "id; echo $HOME; echo $HOSTNAME; exit 3");
        assertEquals(3, run(container));
        assertEquals("uid=33(web) gid=34(web) groups=34(web),44(video)\n/srv\n" + container.id().substring(0, 12)
                + "\n", log(container));
        assertEquals(Container.Status.EXITED, engine.containers().get(container.name()).state().status());
    }

    @Test
    void stopsAndKills() throws Exception {
        Container container = create(new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        assertTrue(engine.containers().get(container.id()).state().running());
        engine.containers().pause(container.id());
        engine.containers().unpause(container.id());
        engine.containers().stop(container.id(), Optional.empty(), Optional.empty());
        assertEquals(143, engine.containers().get(container.id()).state().exitCode());
        engine.containers().start(container.id());
        engine.containers().kill(container.id(), "KILL");
        assertEquals(137, engine.containers().get(container.id()).state().exitCode());
    }

    @Test
    void whatIsCountedWhileItIsMadeOrRemovedIsThereOrNot() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Optional<String>> counting = CompletableFuture.supplyAsync(() -> {
            while (!done.get()) {
                for (Container container : engine.containers().list()) {
                    try {
                        engine.containers().writtenBytes(container.id());
                        engine.containers().changes(container.id());
                    } catch (EngineException e) {
                        if (e.kind() != EngineException.Kind.NOT_FOUND) {
                            return Optional.of(e.getMessage());
                        }
                    }
                }
            }
            return Optional.empty();
        });
        for (int i = 0; i < 60; i++) {
            Container container = create(new ProfileBuilder(), "true");
            engine.containers().remove(container.id(), false, false);
        }
        done.set(true);
        assertEquals(Optional.empty(), counting.get(30, TimeUnit.SECONDS));
    }

    @Test
    void outlivesTheEngine() throws Exception {
        Container container = create(new ProfileBuilder().tty(true).interactive(true), "sh");
        engine.containers().start(container.id());
        engine.close();
        engine = engine();
        assertTrue(engine.containers().get(container.id()).state().running());
        try (Attachment attachment = engine.containers().attach(container.id(), Optional.empty())) {
            attachment.write(java.nio.ByteBuffer.wrap("echo $((6*7)); exit 5\n".getBytes()));
            StringBuilder text = new StringBuilder();
            for (Optional<LogChunk> chunk = attachment.output().next(); chunk.isPresent();
                    chunk = attachment.output().next()) {
                text.append(StandardCharsets.UTF_8.decode(chunk.get().payload()));
            }
            assertTrue(text.toString().contains("\n42\r\n"), text.toString());
        }
        assertEquals(5, engine.containers().get(container.id()).state().exitCode());
    }

    @Test
    void runsFurtherProcesses() throws Exception {
        Container container = create(new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        Execs.Exec exec = engine.execs().create(container.id(), new Execs.Request(List.of("sh", "-c",
                "cat; echo $X; exit 4"), false, true, java.util.Map.of("X", Optional.of("y")), Optional.empty(),
                Optional.empty(), false, Optional.empty()));
        try (Attachment attachment = engine.execs().start(exec.id(), 0, 0)) {
            attachment.write(java.nio.ByteBuffer.wrap("hello\n".getBytes()));
            attachment.closeInput();
            StringBuilder text = new StringBuilder();
            for (Optional<LogChunk> chunk = attachment.output().next(); chunk.isPresent();
                    chunk = attachment.output().next()) {
                text.append(StandardCharsets.UTF_8.decode(chunk.get().payload()));
            }
            assertEquals("hello\ny\n", text.toString());
        }
        assertEquals(Optional.of(4), engine.execs().get(exec.id()).exitCode());
    }

    @Test
    void refusesWhatIsNotThere() throws Exception {
        Container container = create(new ProfileBuilder(), "nothing");
        EngineException e = assertThrows(EngineException.class, () -> engine.containers().start(container.id()));
        assertEquals(127, e.exitCode());
        assertTrue(e.getMessage().contains("executable file not found in $PATH"), e.getMessage());
    }
}
