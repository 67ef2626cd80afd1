package dev.berth.shell;

import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import dev.berth.session.FdOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a transfer's progress: on a terminal a line for each layer, changed in place; elsewhere only what is final
 * (jsonmessage of docker).
 */
final class ProgressLines {

    private final Context context;
    private final FdOutput to;
    private final boolean quiet;
    private final Map<String, Integer> rows = new HashMap<>();

    ProgressLines(Context context, FdOutput to, boolean quiet) {
        this.context = context;
        this.to = to;
        this.quiet = quiet;
    }

    /**
     * Shows all of it.
     *
     * @param progress the stream, read to its end
     * @throws IOException if the transfer failed, with the engine's sentence
     */
    void show(JsonStream<ProgressMessage> progress) throws IOException {
        for (Optional<ProgressMessage> next = progress.next(); next.isPresent(); next = progress.next()) {
            ProgressMessage message = next.get();
            if (message.error().isPresent()) {
                throw new CommandException(context.name().equals("run") || context.name().equals("create")
                        ? UsageException.STATUS : 1, message.error().get());
            }
            if (!quiet) {
                show(message);
            }
        }
    }

    private void show(ProgressMessage message) throws IOException {
        if (message.stream().isPresent()) {
            to.print(message.stream().get());
            return;
        }
        String status = message.status().orElse("");
        if (message.id().isEmpty() || message.id().get().isEmpty()) {
            rows.clear();
            to.println(status);
            return;
        }
        String id = message.id().get();
        boolean bar = message.progressDetail().filter(d -> d.current().isPresent()).isPresent();
        String line = id + ": " + status + (bar ? ' ' + message.progress().orElse("") : "");
        if (!to.isTerminal()) {
            if (!bar) {
                to.println(line);
            }
            return;
        }
        Integer row = rows.get(id);
        if (row == null) {
            rows.put(id, rows.size());
            to.println(line);
            return;
        }
        int up = rows.size() - row;
        to.print("\033[" + up + "A\033[2K\r" + line + "\r\033[" + up + "B");
    }
}
