package dev.berth.client;

import dev.berth.docker.DockerJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A client of one engine: Berth, Docker or Podman. May be shared by threads; connects when first used and keeps one or
 * two connections for the next calls. The API version is agreed on with the first call, up to 1.47.
 */
public final class DockerClient implements Closeable {
    private final Transport transport;
    private final Path socket;

    /** A client of the engine that listens on a Unix socket. */
    public DockerClient(Path socket) {
        this(socket, new DockerJson());
    }

    /** The same, with JSON adapters that were made before. */
    public DockerClient(Path socket, DockerJson json) {
        this.socket = socket;
        transport = new Transport(socket, json);
    }

    /** The engine's address as docker's configuration names it, {@code unix:///run/berth/docker.sock}. */
    public String host() {
        return "unix://" + socket.toAbsolutePath();
    }

    /** Calls about containers. */
    public ContainerCalls containers() {
        return new ContainerCalls(transport);
    }

    /** Calls about the files of containers. */
    public ArchiveCalls archives() {
        return new ArchiveCalls(transport);
    }

    /** Calls about exec sessions. */
    public ExecCalls execs() {
        return new ExecCalls(transport);
    }

    /** Calls about images. */
    public ImageCalls images() {
        return new ImageCalls(transport);
    }

    /** Builds images. */
    public BuildCalls builds() {
        return new BuildCalls(transport);
    }

    /** Calls about volumes. */
    public VolumeCalls volumes() {
        return new VolumeCalls(transport);
    }

    /** Calls about networks. */
    public NetworkCalls networks() {
        return new NetworkCalls(transport);
    }

    /** Calls about the engine itself. */
    public SystemCalls system() {
        return new SystemCalls(transport);
    }

    /** Berth's additions. */
    public BerthCalls berth() {
        return new BerthCalls(transport);
    }

    /** Closes idle connections; streams that are open stay so. */
    @Override
    public void close() throws IOException {
        transport.close();
    }
}
