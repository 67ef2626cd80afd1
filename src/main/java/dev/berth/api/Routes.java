package dev.berth.api;

import dev.berth.engine.EngineException;
import java.io.IOException;

/**
 * The answers about one noun. A {@code switch} over the table's lines costs no class loading at start, unlike lambdas.
 */
interface Routes {

    /** The lines that this noun answers, for example {@code GET /containers/{id}/json}. */
    String[] table();

    /**
     * Answers a request.
     *
     * @param route the line of {@link #table} that fits
     * @param exchange the request, and where the answer goes
     * @throws ApiError when the request makes no sense
     * @throws EngineException when the engine refuses
     * @throws IOException when the client is gone, or the engine's files fail
     * @throws InterruptedException when the server ends
     */
    void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException;
}
