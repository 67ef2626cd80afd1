package dev.berth.client;

import dev.berth.docker.Volume;
import dev.berth.docker.VolumeCreate;
import dev.berth.docker.VolumeList;
import dev.berth.docker.VolumesPruned;
import dev.berth.http.Query;
import java.io.IOException;

/** The calls under {@code /volumes}. Errors as for {@link ContainerCalls}. */
public final class VolumeCalls {
    private final Transport transport;

    VolumeCalls(Transport transport) {
        this.transport = transport;
    }

    /** Lists volumes. */
    public VolumeList list(Filters filters) throws IOException {
        return transport.read(VolumeList.class, Call.get("/volumes", filters.query()));
    }

    /** Makes one, or finds the one of that name. */
    public Volume create(VolumeCreate request) throws IOException {
        return transport.read(Volume.class,
                Call.post("/volumes/create", new Query()).json(transport.json().write(request)));
    }

    /** Everything about one. */
    public Volume inspect(String name) throws IOException {
        return transport.read(Volume.class, Call.get("/volumes/" + Query.encode(name), new Query()));
    }

    /** Everything about one as the engine's own JSON text. */
    public byte[] inspectRaw(String name) throws IOException {
        return transport.bytes(Call.get("/volumes/" + Query.encode(name), new Query()));
    }

    /** Removes one. */
    public void remove(String name, boolean force) throws IOException {
        transport.run(Call.of("DELETE", "/volumes/" + Query.encode(name), new Query().flag("force", force)));
    }

    /** Removes those that nothing uses; the filter {@code all=1} includes named ones. */
    public VolumesPruned prune(Filters filters) throws IOException {
        return transport.read(VolumesPruned.class, Call.post("/volumes/prune", filters.query()));
    }
}
