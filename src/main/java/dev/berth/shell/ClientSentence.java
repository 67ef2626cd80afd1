package dev.berth.shell;

import dev.berth.client.ApiException;
import java.util.List;

/**
 * What docker's client refuses before it asks: names and times that are none. Here the engine reads them, and its
 * sentence is shown as the client's own, without whose answer it is.
 */
final class ClientSentence {

    private static final List<String> BEGINNINGS = List.of("invalid reference format",
            "refusing to create a tag with a digest reference", "invalid value for \"since\"",
            "invalid value for \"until\"", "failed to parse value as time or duration");

    private ClientSentence() {
    }

    /**
     * A refusal to throw.
     *
     * @param refused what the engine said
     * @return the same, if docker's engine would say it too
     * @throws CommandException if docker's client would
     */
    static ApiException of(ApiException refused) {
        if (refused.status() == 400 && BEGINNINGS.stream().anyMatch(refused.getMessage()::startsWith)) {
            throw new CommandException(refused.getMessage());
        }
        return refused;
    }
}
