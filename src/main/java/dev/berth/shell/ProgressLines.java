package dev.berth.shell;

import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import dev.berth.kernel.WindowSize;
import dev.berth.session.FdOutput;
import dev.berth.session.SessionTerminal;
import dev.berth.terminal.Printable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a transfer's progress: on a terminal a line for each layer, changed in place; elsewhere only what is final
 * (jsonmessage of docker).
 */
final class ProgressLines {

    /** On narrower terminals there is no bar (docker's jsonmessage). */
    private static final int BAR_COLUMNS = 110;
    private static final WindowSize UNKNOWN = new WindowSize(24, 80);

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
        String id = Printable.of(message.id().get());
        boolean bar = message.progressDetail().filter(d -> d.current().isPresent()).isPresent();
        if (!to.isTerminal()) {
            if (!bar) {
                to.println(id + ": " + status);
            }
            return;
        }
        WindowSize size = context.session().terminal().map(SessionTerminal::size)
                .filter(known -> known.columns() > 0 && known.rows() > 0).orElse(UNKNOWN);
        String line = id + ": " + Printable.of(status + (bar ? ' ' + figures(message.progress().orElse(""),
                size.columns()) : ""));
        if (line.length() >= size.columns()) {
            // a line that goes on in the next one would move all below it
            line = line.substring(0, size.columns() - 1);
        }
        Integer row = rows.get(id);
        if (row == null) {
            rows.put(id, rows.size());
            to.println(line);
            return;
        }
        int up = rows.size() - row;
        if (up < size.rows()) { // else it has left the screen
            to.draw("\033[" + up + "A\033[2K\r" + line + "\r\033[" + up + "B");
        }
    }

    /** The bar only where docker has the room for it, else the figures behind it. */
    private static String figures(String progress, int columns) {
        int end = progress.startsWith("[") ? progress.indexOf("] ") : -1;
        return columns > BAR_COLUMNS || end < 0 ? progress : progress.substring(end + 2);
    }
}
