package dev.berth.api;

import dev.berth.engine.Attachment;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.EngineException;
import dev.berth.engine.LogChunk;
import dev.berth.engine.LogPosition;
import dev.berth.engine.LogQuery;
import dev.berth.engine.Output;
import dev.berth.profile.ProfileBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/** What tests ask of {@link Containers}: some in memory, whose output and exit codes are what a test says. */
final class FakeContainers {
    private static final LogChunk END = chunk(LogChunk.Stream.SIZE, "");
    final List<Container> all = new ArrayList<>();
    final List<CreateRequest> created = new ArrayList<>();
    final LinkedBlockingQueue<LogChunk> output = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> input = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> exit = new CompletableFuture<>();
    final CountDownLatch waitClosed = new CountDownLatch(1);

    static LogChunk chunk(LogChunk.Stream stream, String text) {
        return new LogChunk(1_000_000_007L, stream, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                new LogPosition(1, 0));
    }

    /** A container without a terminal, or with one. */
    static Container container(String name, Container.Status status, boolean tty) {
        return container(name, status, tty, Instant.EPOCH);
    }

    /** One that was created at some time. */
    static Container container(String name, Container.Status status, boolean tty, Instant created) {
        ProfileBuilder profile = new ProfileBuilder().image("busybox").tty(tty).label("team", name);
        return new Container(String.format("%064x", name.hashCode() & 0xffffffffL), name, created, "busybox",
                Optional.empty(), profile.build(), Optional.empty(), "sh", List.of(), List.of(), "/", tty,
                true, true, List.of(), Path.of("/log"), 0, new Container.State(status, 7, 3, "", false,
                Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH), Optional.empty()), "");
    }

    void end() {
        output.add(END);
    }

    public Containers.Created create(CreateRequest request) throws EngineException {
        created.add(request);
        return new Containers.Created(container(request.name().orElse("made"), Container.Status.CREATED, false),
                List.of("a warning"));
    }

    public List<Container> list() {
        return all;
    }

    public Container get(String reference) throws EngineException {
        for (Container container : all) {
            if (container.name().equals(reference) || container.id().startsWith(reference)) {
                return container;
            }
        }
        throw EngineException.noSuchContainer(reference);
    }

    public void start(String reference) throws EngineException {
        if (get(reference).state().running()) {
            throw new EngineException(EngineException.Kind.NOT_MODIFIED, "it runs already");
        }
    }

    public Containers.Waiting await(String reference, Containers.Condition condition) throws EngineException {
        get(reference);
        return new Containers.Waiting() {
            @Override
            public int exitCode() throws InterruptedException {
                try {
                    return exit.get();
                } catch (ExecutionException e) {
                    throw new InterruptedException();
                }
            }

            @Override
            public void close() {
                waitClosed.countDown();
                exit.completeExceptionally(new IllegalStateException("closed"));
            }
        };
    }

    private Output reader() {
        return new Output() {
            @Override
            public Optional<LogChunk> next() throws InterruptedException {
                LogChunk chunk = output.take();
                return chunk == END ? Optional.empty() : Optional.of(chunk);
            }

            @Override
            public void close() {
                output.add(END);
            }
        };
    }

    public Output logs(String reference, LogQuery query) throws EngineException {
        return reader();
    }

    public Attachment attach(String reference, Optional<LogPosition> from) throws EngineException {
        boolean tty = get(reference).tty();
        Output reader = reader();
        return new Attachment() {
            @Override
            public boolean tty() {
                return tty;
            }

            @Override
            public Output output() {
                return reader;
            }

            @Override
            public void write(ByteBuffer bytes) {
                input.add(StandardCharsets.UTF_8.decode(bytes).toString());
            }

            @Override
            public void closeInput() {
                input.add("<end>");
            }

            @Override
            public void detached() {
                // nobody asks for it
            }

            @Override
            public void close() {
            }
        };
    }

    public void remove(String reference, boolean force, boolean volumes) throws EngineException {
        get(reference);
        throw new EngineException(EngineException.Kind.CONFLICT, "Stop the container before attempting removal");
    }

    public long writtenBytes(String reference) {
        return 0;
    }
}
