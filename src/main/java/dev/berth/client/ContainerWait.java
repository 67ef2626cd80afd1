package dev.berth.client;

import dev.berth.docker.DockerJson;
import dev.berth.docker.WaitResult;
import java.io.Closeable;
import java.io.IOException;

/** A wait that has begun: the engine has already subscribed, so nothing that happens from now on is missed. */
public final class ContainerWait implements Closeable {
    private final Answer answer;
    private final DockerJson json;

    ContainerWait(Answer answer, DockerJson json) {
        this.answer = answer;
        this.json = json;
    }

    /**
     * The exit code, once the condition holds.
     *
     * @throws IOException when the engine cannot tell, or the wait was closed
     */
    public int exitCode() throws IOException {
        WaitResult result;
        try {
            result = json.read(WaitResult.class, answer.bytes());
        } catch (IllegalArgumentException e) {
            throw new IOException("the engine ended while the container was waited for", e);
        }
        if (result.error().isPresent() && !result.error().get().message().isEmpty()) {
            throw new IOException(result.error().get().message());
        }
        return result.statusCode();
    }

    /** Ends {@link #exitCode} in another thread. */
    @Override
    public void close() throws IOException {
        answer.close();
    }
}
