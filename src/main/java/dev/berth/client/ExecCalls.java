package dev.berth.client;

import dev.berth.docker.ExecCreate;
import dev.berth.docker.ExecInspect;
import dev.berth.docker.ExecStart;
import dev.berth.docker.IdBody;
import dev.berth.http.Query;
import java.io.IOException;
import java.util.List;

/** The calls for exec sessions. Errors as for {@link ContainerCalls}. */
public final class ExecCalls {
    private final Transport transport;

    ExecCalls(Transport transport) {
        this.transport = transport;
    }

    /** Prepares a command in a running container; answers the session's id. */
    public String create(String container, ExecCreate request) throws IOException {
        return transport.read(IdBody.class, Call.post("/containers/" + Query.encode(container) + "/exec",
                new Query()).json(transport.json().write(request))).id();
    }

    /**
     * Starts it, attached. A program that cannot be run is an {@link ApiException} of Berth's engine, and a sentence
     * in the output of Docker's.
     *
     * @param rows height of its terminal, 0 if not known
     * @param columns width of its terminal, 0 if not known
     */
    public HijackedStream start(String id, boolean tty, int rows, int columns) throws IOException {
        List<Integer> size = rows > 0 && columns > 0 ? List.of(rows, columns) : List.of();
        Call call = Call.post("/exec/" + Query.encode(id) + "/start", new Query())
                .json(transport.json().write(new ExecStart(false, tty, size)));
        call.headers().add("Berth-Refusal", "status");
        return transport.hijack(call, tty);
    }

    /** Starts it; nobody sees its output. */
    public void startDetached(String id, boolean tty) throws IOException {
        transport.run(Call.post("/exec/" + Query.encode(id) + "/start", new Query())
                .json(transport.json().write(new ExecStart(true, tty, List.of()))));
    }

    /** Everything about it; its exit code is there as soon as its stream has ended. */
    public ExecInspect inspect(String id) throws IOException {
        return transport.read(ExecInspect.class, Call.get("/exec/" + Query.encode(id) + "/json", new Query()));
    }

    /** Sets the size of its terminal in characters. */
    public void resize(String id, int rows, int columns) throws IOException {
        transport.run(Call.post("/exec/" + Query.encode(id) + "/resize", new Query()
                .add("h", Integer.toString(rows)).add("w", Integer.toString(columns))));
    }
}
