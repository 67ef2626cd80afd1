package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attaching to containers before they run, as docker run does. */
@Timeout(60)
class EngineAttachIT {

    private static final String CGROUP = EngineFixture.CGROUP + "-attach";

    @TempDir
    Path directory;

    private static CompletableFuture<Void> send(Attachment attachment, String text) {
        return CompletableFuture.runAsync(() -> {
            try {
                attachment.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                attachment.closeInput();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void inputWaitsForTheStart() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            Container container = engine.create(new ProfileBuilder().interactive(true), "cat");
            try (Attachment attachment = engine.engine().containers().attach(container.id(), Optional.empty())) {
                CompletableFuture<Void> sent = send(attachment, "early\n");
                engine.engine().containers().start(container.id());
                sent.get();
                assertEquals("early\n", EngineFixture.text(attachment.output()));
            }
        }
    }

    @Test
    void closingEndsTheWait() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            Container container = engine.create(new ProfileBuilder().interactive(true), "cat");
            Attachment attachment = engine.engine().containers().attach(container.id(), Optional.empty());
            CompletableFuture<Void> sent = send(attachment, "nobody reads this");
            attachment.close();
            ExecutionException refused = assertThrows(ExecutionException.class, sent::get);
            assertTrue(refused.getCause().getMessage().contains("does not run"), refused.getMessage());
        }
    }

    @Test
    void removalEndsTheAttachmentToOneThatNeverRan() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            Container container = engine.create(new ProfileBuilder().interactive(true), "cat");
            try (Attachment attachment = engine.engine().containers().attach(container.id(), Optional.empty())) {
                CompletableFuture<Void> sent = send(attachment, "nobody reads this");
                engine.engine().containers().remove(container.id(), false, true);
                assertEquals("", EngineFixture.text(attachment.output()));
                assertThrows(ExecutionException.class, sent::get);
            }
        }
    }

    @Test
    void whatIsToBeRemovedAndCannotStartIsRemoved() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            Container container = engine.create(new ProfileBuilder().remove(true), "/no/such/program");
            Containers.Waiting removed = engine.engine().containers().await(container.id(),
                    Containers.Condition.REMOVED);
            EngineException refused = assertThrows(EngineException.class,
                    () -> engine.engine().containers().start(container.id()));
            assertEquals(127, refused.exitCode());
            assertEquals(127, removed.exitCode());
            assertThrows(EngineException.class, () -> engine.engine().containers().get(container.id()));
        }
    }

    /** Sixteen at once, so that several look for the next free name before any has taken it. */
    @Test
    void namesThatAreCountedGoToOneEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            CyclicBarrier together = new CyclicBarrier(16);
            List<Future<String>> names = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                names.add(threads.submit(() -> {
                    together.await();
                    return EngineFixture.create(engine.engine(), Optional.of("box-{n}"), new ProfileBuilder(), "true")
                            .name();
                }));
            }
            Set<String> given = new TreeSet<>();
            for (Future<String> name : names) {
                given.add(name.get());
            }
            assertEquals(IntStream.rangeClosed(1, 16).mapToObj(n -> "box-" + n).collect(Collectors.toSet()), given);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void forcedRemovalIsTheOnlyOneOfWhatIsRemovedAtItsEnd() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            Containers containers = engine.engine().containers();
            for (int i = 0; i < 20; i++) {
                Container container = engine.create(new ProfileBuilder().remove(true), "sleep", "1000");
                containers.start(container.id());
                containers.remove(container.id(), true, false);
                assertThrows(EngineException.class, () -> containers.get(container.id()));
            }
        }
    }
}
