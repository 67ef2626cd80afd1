package dev.berth.api;

import dev.berth.engine.Attachment;
import dev.berth.engine.Execs;
import dev.berth.engine.LogPosition;
import dev.berth.engine.LogQuery;
import dev.berth.engine.Output;
import java.util.List;
import java.util.Optional;

/** No exec sessions. */
final class FakeExecs implements Execs {

    @Override
    public List<Exec> list(Optional<String> container) {
        return List.of();
    }

    @Override
    public Exec create(String container, Request request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Attachment start(String reference, int rows, int columns) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Attachment attach(String reference, Optional<LogPosition> from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LogPosition logEnd(String reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Output logs(String reference, LogQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Exec get(String reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resize(String reference, int rows, int columns) {
        throw new UnsupportedOperationException();
    }
}
