package dev.berth.client;

import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainerCreated;
import dev.berth.docker.ContainerInspect;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.ContainerUpdated;
import dev.berth.docker.ContainersPruned;
import dev.berth.docker.FilesystemChange;
import dev.berth.docker.HostConfig;
import dev.berth.docker.Stats;
import dev.berth.docker.TopResult;
import dev.berth.http.Query;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The calls under {@code /containers}. A reference is a name, an id or the beginning of an id. Every method throws
 * {@link ApiException} when the engine refuses, {@link UnreachableException} when there is none.
 */
public final class ContainerCalls {
    private final Transport transport;

    ContainerCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Creates a container.
     *
     * @param name its name, empty lets the engine make one up
     * @param platform for example {@code linux/amd64}, empty takes the engine's
     */
    public ContainerCreated create(String name, String platform, ContainerCreate request) throws IOException {
        Query query = new Query();
        if (!name.isEmpty()) {
            query.add("name", name);
        }
        if (!platform.isEmpty()) {
            query.add("platform", platform);
        }
        return transport.read(ContainerCreated.class,
                Call.post("/containers/create", query).json(request.toJson(transport.json())));
    }

    /**
     * Lists containers, newest first.
     *
     * @param all also those that do not run
     * @param limit most of them, 0 is all
     * @param size whether to count what they have written
     */
    public List<ContainerSummary> list(boolean all, int limit, boolean size, Filters filters) throws IOException {
        Query query = new Query().flag("all", all).flag("size", size);
        if (limit > 0) {
            query.add("limit", Integer.toString(limit));
        }
        return transport.readList(ContainerSummary.class, Call.get("/containers/json", filters.addTo(query)));
    }

    /** Everything about a container. */
    public ContainerInspect inspect(String reference) throws IOException {
        return transport.read(ContainerInspect.class, Call.get(path(reference, "json"), new Query()));
    }

    /**
     * Everything about a container as the engine's own JSON text.
     *
     * @param size whether to count what it has written
     */
    public byte[] inspectRaw(String reference, boolean size) throws IOException {
        return transport.bytes(Call.get(path(reference, "json"), new Query().flag("size", size)));
    }

    /** Starts it; false when it runs already. */
    public boolean start(String reference) throws IOException {
        return transport.run(Call.post(path(reference, "start"), new Query()));
    }

    /**
     * Stops it; false when it does not run.
     *
     * @param signal in place of its stop signal
     * @param seconds before SIGKILL, in place of its own time; -1 waits without end
     */
    public boolean stop(String reference, Optional<String> signal, OptionalInt seconds) throws IOException {
        return transport.run(Call.post(path(reference, "stop"), stopping(signal, seconds)));
    }

    /** Stops it if it runs, and starts it; parameters as for {@link #stop}. */
    public void restart(String reference, Optional<String> signal, OptionalInt seconds) throws IOException {
        transport.run(Call.post(path(reference, "restart"), stopping(signal, seconds)));
    }

    /** Sends a signal, by name or number. */
    public void kill(String reference, String signal) throws IOException {
        transport.run(Call.post(path(reference, "kill"), new Query().add("signal", signal)));
    }

    /** Freezes it. */
    public void pause(String reference) throws IOException {
        transport.run(Call.post(path(reference, "pause"), new Query()));
    }

    /** Thaws it. */
    public void unpause(String reference) throws IOException {
        transport.run(Call.post(path(reference, "unpause"), new Query()));
    }

    /** Gives it another name. */
    public void rename(String reference, String name) throws IOException {
        transport.run(Call.post(path(reference, "rename"), new Query().add("name", name)));
    }

    /**
     * Changes its limits; answers warnings.
     *
     * @param change its resources count, and the restart policy if there is one
     */
    public List<String> update(String reference, HostConfig change) throws IOException {
        return transport.read(ContainerUpdated.class, Call.post(path(reference, "update"), new Query())
                .json(transport.json().writeUpdate(change))).warnings();
    }

    /**
     * Removes it.
     *
     * @param force kills it first if it runs
     * @param volumes removes its anonymous volumes too
     */
    public void remove(String reference, boolean force, boolean volumes) throws IOException {
        remove(reference, force, volumes, false);
    }

    /**
     * Removes a container, or a link alone.
     *
     * @param reference its name or id
     * @param force also when it runs
     * @param volumes also its anonymous volumes
     * @param link only the link of that name
     */
    public void remove(String reference, boolean force, boolean volumes, boolean link) throws IOException {
        transport.run(Call.of("DELETE", "/containers/" + Query.encode(reference),
                new Query().flag("force", force).flag("v", volumes).flag("link", link)));
    }

    /**
     * Begins to wait. When this returns, the engine listens: what happens from now on is not missed.
     *
     * @param condition {@code not-running}, {@code next-exit} or {@code removed}
     */
    public ContainerWait await(String reference, String condition) throws IOException {
        return new ContainerWait(transport.open(
                Call.post(path(reference, "wait"), new Query().add("condition", condition))), transport.json());
    }

    /**
     * Attaches to it, also before it is started. When this returns, no output from now on is missed.
     *
     * @param tty whether it has a terminal, for engines that do not tell
     */
    public HijackedStream attach(String reference, AttachOptions options, boolean tty) throws IOException {
        return transport.hijack(Call.post(path(reference, "attach"), options.query()), tty);
    }

    /**
     * Attaches to its terminal, and what that shows comes first; an engine other than Berth sends only what comes from
     * now on.
     *
     * @param rows height of the terminal that it is to be shown on
     * @param columns its width
     */
    public HijackedStream attachScreen(String reference, AttachOptions options, int rows, int columns)
            throws IOException {
        return transport.hijack(Call.post(path(reference, "attach"), options.query().flag("screen", true)
                .add("h", Integer.toString(rows)).add("w", Integer.toString(columns))), true);
    }

    /** Sets the size of its terminal in characters. */
    public void resize(String reference, int rows, int columns) throws IOException {
        transport.run(Call.post(path(reference, "resize"), new Query().add("h", Integer.toString(rows))
                .add("w", Integer.toString(columns))));
    }

    /**
     * Its log.
     *
     * @param tty whether it has a terminal, for engines that do not tell
     */
    public LogStream logs(String reference, LogOptions options, boolean tty) throws IOException {
        Answer answer = transport.open(Call.get(path(reference, "logs"), options.query()));
        return new LogStream(answer, FrameInput.framed(answer, transport.version(), tty));
    }

    /**
     * What it uses now.
     *
     * @param oneShot answers at once, without the sample before that a percentage needs
     */
    public Stats statsOnce(String reference, boolean oneShot) throws IOException {
        return transport.read(Stats.class, Call.get(path(reference, "stats"),
                new Query().add("stream", "0").flag("one-shot", oneShot)));
    }

    /**
     * Its processes.
     *
     * @param arguments for {@code ps}, empty for the engine's
     */
    public TopResult top(String reference, String arguments) throws IOException {
        Query query = new Query();
        if (!arguments.isEmpty()) {
            query.add("ps_args", arguments);
        }
        return transport.read(TopResult.class, Call.get(path(reference, "top"), query));
    }

    /** What differs from its image. */
    public List<FilesystemChange> changes(String reference) throws IOException {
        return transport.readList(FilesystemChange.class, Call.get(path(reference, "changes"), new Query()));
    }

    /** Removes containers that do not run. */
    public ContainersPruned prune(Filters filters) throws IOException {
        return transport.read(ContainersPruned.class, Call.post("/containers/prune", filters.query()));
    }

    private static String path(String reference, String action) {
        return "/containers/" + Query.encode(reference) + "/" + action;
    }

    private static Query stopping(Optional<String> signal, OptionalInt seconds) {
        Query query = new Query();
        if (signal.isPresent()) {
            query.add("signal", signal.get());
        }
        if (seconds.isPresent()) {
            query.add("t", Integer.toString(seconds.getAsInt()));
        }
        return query;
    }
}
