package dev.berth.client;

import dev.berth.docker.Network;
import dev.berth.docker.NetworkConnect;
import dev.berth.docker.NetworkCreate;
import dev.berth.docker.NetworkCreated;
import dev.berth.docker.NetworksPruned;
import dev.berth.http.Query;
import java.io.IOException;
import java.util.List;

/** The calls under {@code /networks}. Errors as for {@link ContainerCalls}. */
public final class NetworkCalls {
    private final Transport transport;

    NetworkCalls(Transport transport) {
        this.transport = transport;
    }

    /** Lists networks. */
    public List<Network> list(Filters filters) throws IOException {
        return transport.readList(Network.class, Call.get("/networks", filters.query()));
    }

    /** Everything about one. */
    public Network inspect(String reference) throws IOException {
        return transport.read(Network.class, Call.get("/networks/" + Query.encode(reference), new Query()));
    }

    /** Everything about one as the engine's own JSON text. */
    public byte[] inspectRaw(String reference) throws IOException {
        return transport.bytes(Call.get("/networks/" + Query.encode(reference), new Query()));
    }

    /** Makes one. */
    public NetworkCreated create(NetworkCreate request) throws IOException {
        return transport.read(NetworkCreated.class,
                Call.post("/networks/create", new Query()).json(transport.json().write(request)));
    }

    /** Connects a container. */
    public void connect(String reference, NetworkConnect request) throws IOException {
        transport.run(Call.post("/networks/" + Query.encode(reference) + "/connect", new Query())
                .json(transport.json().write(request)));
    }

    /** Disconnects a container. */
    public void disconnect(String reference, NetworkConnect request) throws IOException {
        transport.run(Call.post("/networks/" + Query.encode(reference) + "/disconnect", new Query())
                .json(transport.json().write(request)));
    }

    /** Removes one. */
    public void remove(String reference) throws IOException {
        transport.run(Call.of("DELETE", "/networks/" + Query.encode(reference), new Query()));
    }

    /** Removes those that no container is on. */
    public NetworksPruned prune(Filters filters) throws IOException {
        return transport.read(NetworksPruned.class, Call.post("/networks/prune", filters.query()));
    }
}
