package dev.berth.api;

import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.EngineException;
import dev.berth.engine.LogChunk;
import dev.berth.engine.LogQuery;
import dev.berth.engine.Output;
import dev.berth.http.ChunkedOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers {@code GET /containers/{id}/logs}. */
final class LogAnswer {
    private LogAnswer() {
    }

    static void send(Exchange exchange, Containers containers)
            throws ApiError, EngineException, IOException, InterruptedException {
        LogQuery query = query(exchange);
        Container container = containers.get(exchange.parameter(0));
        if (container.profile().log().driver().orElse("").equals("none")) {
            throw ApiError.notImplemented("configured logging driver does not support reading");
        }
        try (Output output = containers.logs(container.id(), query)) {
            String type = StreamTypes.of(container.tty(), exchange.version());
            // The head leaves before there is any output: clients wait for it, not for the first line.
            ChunkedOutput out = query.follow() ? exchange.watchedStream(type, output::close)
                    : exchange.stream(type);
            FrameOutput frames = new FrameOutput(out, !container.tty());
            boolean timestamps = exchange.query().flag("timestamps");
            String details = exchange.query().flag("details") ? LogDetails.of(container, exchange.json()) + ' ' : "";
            LogLines lines = new LogLines(frames, timestamps, details);
            boolean decorated = timestamps || !details.isEmpty();
            for (Optional<LogChunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
                if (decorated) {
                    lines.write(chunk.get());
                } else {
                    frames.write(chunk.get());
                }
            }
            out.close();
        }
    }

    private static LogQuery query(Exchange exchange) throws ApiError {
        boolean stdout = exchange.query().flag("stdout");
        boolean stderr = exchange.query().flag("stderr");
        if (!stdout && !stderr) {
            throw ApiError.badParameter("Bad parameters: you must choose at least one stream");
        }
        return new LogQuery(stdout, stderr, exchange.query().flag("follow"),
                Times.parse("since", exchange.query().first("since").orElse("")),
                Times.parse("until", exchange.query().first("until").orElse("")),
                tail(exchange.query().first("tail").orElse("")));
    }

    /** Docker takes everything that is no number for all. */
    private static OptionalInt tail(String text) {
        try {
            int lines = Integer.parseInt(text);
            return lines < 0 ? OptionalInt.empty() : OptionalInt.of(lines);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
