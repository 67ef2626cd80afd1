package dev.berth.shell;

import dev.berth.docker.Session;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth sessions}. */
@CommandLine.Command(name = "sessions",
        description = "List exec sessions with a terminal", customSynopsis = "[CONTAINER]")
final class Sessions extends Command {

    private static final String TABLE = "{{.Name}}\t{{.Command}}\t{{.User}}\t{{.StartedAt}}\t{{.Status}}";

    @Option(names = {"-a", "--all"}, description = "Also show those that have ended (default shows just running)")
    private boolean all;
    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = {"-q", "--quiet"}, description = "Only display names")
    private boolean quiet;
    @Option(names = "--no-trunc", description = "Don't truncate output")
    private boolean noTrunc;

    @Override
    protected int run(Context context) throws IOException {
        Optional<String> container = arguments().isEmpty() ? Optional.empty() : Optional.of(argument(0));
        Instant now = Instant.now();
        List<Row> rows = new ArrayList<>();
        for (Session session : context.client().berth().sessions(container)) {
            if (!all && !session.running()) {
                continue;
            }
            String command = String.join(" ", session.command());
            rows.add(new Row().put("ID", session.id()).put("Name", session.name())
                    .put("Container", session.container())
                    .put("Command", noTrunc ? command : Human.ellipsis(command, 40))
                    .put("User", session.user()).put("Attached", Integer.toString(session.attached()))
                    .put("Running", session.running())
                    .put("Status", session.running() ? "Running" : "Ended")
                    .put("StartedAt", Moments.ago(session.startedAt(), now)));
        }
        new Listing(TABLE, Map.of("StartedAt", "STARTED")).print(context, quiet ? "{{.Name}}" : format, rows);
        return 0;
    }
}
