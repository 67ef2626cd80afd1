package dev.berth.shell;

import dev.berth.docker.ImageHistory;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth history}. */
@CommandLine.Command(name = "history", description = "Show the history of an image", customSynopsis = "IMAGE")
final class History extends Command {

    private static final String TABLE = "{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}";
    private static final Map<String, String> HEADERS = Map.of("ID", "IMAGE", "CreatedSince", "CREATED", "CreatedBy",
            "CREATED BY", "CreatedAt", "CREATED AT");
    private static final int COMMAND_WIDTH = 45;

    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = {"-H", "--human"}, defaultValue = "true",
            description = "Print sizes and dates in human readable format (default true)")
    private boolean human;
    @Option(names = "--no-trunc", description = "Don't truncate output")
    private boolean noTrunc;
    @Option(names = "--platform", paramLabel = "string",
            description = "Show history for the given platform")
    private String platform;
    @Option(names = {"-q", "--quiet"}, description = "Only show image IDs")
    private boolean quiet;

    @Override
    protected int run(Context context) throws IOException {
        PlatformChoice.check(context, argument(0), platform);
        Instant now = Instant.now();
        List<Row> rows = new ArrayList<>();
        for (ImageHistory step : context.client().images().history(argument(0))) {
            Instant created = Instant.ofEpochSecond(step.created());
            String by = step.createdBy().replace('\t', ' ');
            rows.add(new Row().put("ID", noTrunc ? step.id() : Human.shortId(step.id()))
                    .put("CreatedSince", human ? Human.ago(created, now) : created.toString())
                    .put("CreatedAt", created.toString())
                    .put("CreatedBy", noTrunc ? by : Human.ellipsis(by, COMMAND_WIDTH))
                    .put("Size", human ? Human.sizeShort(step.size()) : Long.toString(step.size()))
                    .put("Comment", step.comment()));
        }
        new Listing(human ? TABLE : TABLE.replace("CreatedSince", "CreatedAt"), HEADERS,
                "*image.historyContext")
                .print(context, quiet && format.isEmpty() ? "{{.ID}}" : format, rows);
        return 0;
    }
}
