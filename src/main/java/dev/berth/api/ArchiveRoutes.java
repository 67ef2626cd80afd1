package dev.berth.api;

import dev.berth.docker.PathStat;
import dev.berth.engine.Archives;
import dev.berth.engine.Engine;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.http.ChunkedOutput;
import dev.berth.http.Headers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;

/** Files that go into containers and come out of them: {@code /containers/{id}/archive}. */
final class ArchiveRoutes implements Routes {
    private static final int BUFFER = 64 * 1024;
    private static final String STAT = "X-Docker-Container-Path-Stat";

    private final Engine engine;
    private final Archives archives;

    ArchiveRoutes(Engine engine) {
        this.engine = engine;
        this.archives = engine.archives();
    }

    @Override
    public String[] table() {
        return new String[] {"HEAD /containers/{id}/archive", "GET /containers/{id}/archive",
            "PUT /containers/{id}/archive"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        String path = exchange.query().first("path").orElse("");
        if (path.isEmpty()) {
            throw ApiError.badParameter("bad parameter: path cannot be empty");
        } else if (path.indexOf('\0') >= 0) {
            throw ApiError.badParameter("bad parameter: path has a zero character");
        }
        if (route.startsWith("PUT")) {
            archives.unpack(exchange.parameter(0), path, exchange.body(), new Archives.Unpacking(
                    exchange.query().flag("noOverwriteDirNonDir"), exchange.query().flag("copyUIDGID")));
            tell(exchange, "extract-to-dir");
            exchange.answerEmpty(200);
            return;
        }
        try (Archives.Source source = archives.open(exchange.parameter(0), path)) {
            Headers stat = new Headers().add(STAT, encoded(exchange, source.stat()));
            if (route.startsWith("HEAD")) {
                exchange.answerEmpty(200, stat);
                return;
            }
            try (ChunkedOutput stream = exchange.stream("application/x-tar", stat);
                    OutputStream out = new BufferedOutputStream(stream, BUFFER)) {
                source.writeTo(out);
            }
            tell(exchange, "archive-path");
        }
    }

    private void tell(Exchange exchange, String action) throws EngineException {
        new EventTeller(engine.events()).container(action, engine.containers().get(exchange.parameter(0)), Map.of());
    }

    private static String encoded(Exchange exchange, Archives.Stat stat) {
        return Base64.getEncoder().encodeToString(exchange.json().write(new PathStat(stat.name(), stat.size(),
                GoFileMode.of(stat.mode()), Times.text(stat.modified()), stat.linkTarget())));
    }
}
