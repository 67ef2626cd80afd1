package dev.berth.client;

import dev.berth.docker.AuthAnswer;
import dev.berth.docker.AuthConfig;
import dev.berth.docker.DiskUsage;
import dev.berth.docker.Event;
import dev.berth.docker.Info;
import dev.berth.docker.Version;
import dev.berth.http.Query;
import java.io.IOException;

/** The calls about the engine itself. Errors as for {@link ContainerCalls}. */
public final class SystemCalls {
    private final Transport transport;

    SystemCalls(Transport transport) {
        this.transport = transport;
    }

    /** Asks whether it answers. */
    public void ping() throws IOException {
        transport.openBare(Call.get("/_ping", new Query())).bytes();
    }

    /** The version that this client and the engine have agreed on. */
    public ApiVersion apiVersion() throws IOException {
        return transport.version();
    }

    /** Its versions. */
    public Version version() throws IOException {
        return transport.read(Version.class, Call.get("/version", new Query()));
    }

    /** Everything about it. */
    public Info info() throws IOException {
        return transport.read(Info.class, Call.get("/info", new Query()));
    }

    /** Everything about it as the engine's own JSON text. */
    public byte[] infoRaw() throws IOException {
        return transport.bytes(Call.get("/info", new Query()));
    }

    /**
     * Asks a registry whether it takes a login.
     *
     * @param login user, password and the registry's address
     * @throws ApiException with status 401 if it does not
     */
    public AuthAnswer login(AuthConfig login) throws IOException {
        return transport.read(AuthAnswer.class, Call.post("/auth", new Query()).json(transport.json().write(login)));
    }

    /** What takes space. */
    public DiskUsage diskUsage() throws IOException {
        return transport.read(DiskUsage.class, Call.get("/system/df", new Query()));
    }

    /**
     * What happens. When this returns, nothing from now on is missed.
     *
     * @param since also kept events from then on: Unix seconds, RFC 3339 or a duration; empty is now
     * @param until the stream ends then; empty is never
     */
    public JsonStream<Event> events(String since, String until, Filters filters) throws IOException {
        Query query = new Query();
        if (!since.isEmpty()) {
            query.add("since", since);
        }
        if (!until.isEmpty()) {
            query.add("until", until);
        }
        return transport.stream(Event.class, Call.get("/events", filters.addTo(query)));
    }
}
