package dev.berth.api;

import dev.berth.docker.ExecCreate;
import dev.berth.docker.ExecInspect;
import dev.berth.docker.ExecProcess;
import dev.berth.docker.ExecStart;
import dev.berth.docker.IdBody;
import dev.berth.engine.Attachment;
import dev.berth.engine.Containers;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Execs;
import dev.berth.engine.LogChunk;
import dev.berth.http.HttpConnection;
import dev.berth.profile.form.EnvEntries;
import dev.berth.profile.form.FormException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Exec sessions. */
final class ExecRoutes implements Routes {
    private final Execs execs;
    private final Containers containers;

    ExecRoutes(Engine engine) {
        this.execs = engine.execs();
        this.containers = engine.containers();
    }

    @Override
    public String[] table() {
        return new String[] {"POST /containers/{id}/exec", "POST /exec/{id}/start", "GET /exec/{id}/json",
            "POST /exec/{id}/resize"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /containers/{id}/exec" -> create(exchange);
            case "POST /exec/{id}/start" -> start(exchange);
            case "GET /exec/{id}/json" -> exchange.answer(200, inspect(execs.get(exchange.parameter(0))));
            case "POST /exec/{id}/resize" -> {
                execs.resize(exchange.parameter(0), TerminalSize.rows(exchange), TerminalSize.columns(exchange));
                exchange.answerEmpty(200);
            }
            default -> throw new IllegalStateException(route);
        }
    }

    private void create(Exchange exchange) throws ApiError, EngineException, IOException {
        ExecCreate body = exchange.body(ExecCreate.class);
        List<String> command = body.cmd();
        if (body.berth().flatMap(b -> b.shell()).orElse(false)) {
            command = ShellCommand.of(containers.get(exchange.parameter(0)).profile().shells());
        }
        if (command.isEmpty()) {
            throw ApiError.badParameter("No exec command specified");
        }
        Map<String, Optional<String>> environment = new LinkedHashMap<>();
        try {
            for (String variable : body.env()) {
                Map.Entry<String, Optional<String>> entry = EnvEntries.parse(variable);
                environment.put(entry.getKey(), entry.getValue());
            }
        } catch (FormException e) {
            throw ApiError.badParameter(e.getMessage());
        }
        Optional<String> keys = text(body.detachKeys());
        DetachKeysParameter.check(keys);
        Execs.Exec exec = execs.create(exchange.parameter(0), new Execs.Request(command, body.tty(),
                body.attachStdin(), environment, text(body.workingDir()), text(body.user()), body.privileged(),
                keys));
        exchange.answer(201, new IdBody(exec.id()));
    }

    private void start(Exchange exchange) throws ApiError, EngineException, IOException {
        ExecStart body = exchange.body(ExecStart.class);
        Execs.Exec exec = execs.get(exchange.parameter(0));
        Execs.Request request = exec.request();
        int rows = body.consoleSize().size() == 2 ? body.consoleSize().get(0) : 0;
        int columns = body.consoleSize().size() == 2 ? body.consoleSize().get(1) : 0;
        Attachment attachment;
        try {
            attachment = execs.start(exec.id(), rows, columns);
        } catch (EngineException e) {
            if (body.detach() || exchange.header("Berth-Refusal").isPresent()) {
                throw e;
            }
            refuse(exchange, request, e);
            return;
        }
        if (body.detach()) {
            attachment.close();
            exchange.answerEmpty(200);
            return;
        }
        try {
            new Attach(exchange.hijack(StreamTypes.of(request.tty(), exchange.version())), attachment,
                    new Attach.Wanted(request.stdin(), true, true, true, request.detachKeys(),
                            Optional.empty())).run(exchange);
        } catch (IOException | RuntimeException e) {
            attachment.close();
            throw e;
        }
    }

    /**
     * Says as output what went wrong: docker's client shows no sentence of an answer that is not an upgrade. It asks
     * for the exit code afterwards.
     */
    private static void refuse(Exchange exchange, Execs.Request request, EngineException refusal) throws IOException {
        HttpConnection connection = exchange.hijack(StreamTypes.of(request.tty(), exchange.version()));
        String sentence = sentence(request.command().get(0), refusal) + "\r\n";
        new FrameOutput(connection.out(), !request.tty()).write(LogChunk.Stream.STDERR.number(),
                ByteBuffer.wrap(sentence.getBytes(StandardCharsets.UTF_8)));
        // Only this direction: closing now would reset the connection if input is still unread.
        connection.shutdownOutput();
        connection.in().transferTo(OutputStream.nullOutputStream());
    }

    /** The refusal as runc words it below docker, where it is the program's; else the engine's own sentence. */
    private static String sentence(String program, EngineException refusal) {
        if (refusal.exitCode() == 125 || refusal.getCause() == null) {
            return refusal.getMessage();
        }
        String reason = refusal.getCause().getMessage();
        if (refusal.exitCode() == 127 && program.indexOf('/') >= 0) {
            String name = "\"" + program + "\": ";
            reason = reason.replace(name, name + "stat " + program + ": ");
        }
        return "OCI runtime exec failed: exec failed: unable to start container process: " + reason + ": unknown";
    }

    private static ExecInspect inspect(Execs.Exec exec) {
        Execs.Request request = exec.request();
        List<String> command = request.command();
        return new ExecInspect(exec.id(), exec.running(), exec.exitCode().isPresent()
                ? OptionalInt.of(exec.exitCode().get()) : OptionalInt.empty(),
                new ExecProcess(request.tty(), command.get(0), command.subList(1, command.size()),
                        request.privileged(), request.user()),
                request.stdin(), true, true, exec.exitCode().isPresent(), exec.containerId(), "", exec.pid());
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
