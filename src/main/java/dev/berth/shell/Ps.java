package dev.berth.shell;

import dev.berth.client.Filters;
import dev.berth.docker.ContainerSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth ps}: lists containers. */
@CommandLine.Command(name = "ps", description = "List containers")
final class Ps extends Command {

    private static final String TABLE =
            "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}";
    private static final QuietFormat QUIET = new QuietFormat("{{.ID}}", "container_id: {{.ID}}",
            "container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\n"
                    + "state: {{- pad .State 1 0}}\nstatus: {{- pad .Status 1 0}}\nnames: {{.Names}}\n"
                    + "labels: {{- pad .Labels 1 0}}\nports: {{- pad .Ports 1 0}}\n");
    private static final Map<String, String> HEADERS = Map.of("ID", "CONTAINER ID", "RunningFor", "CREATED",
            "CreatedAt", "CREATED AT", "LocalVolumes", "LOCAL VOLUMES");

    @Option(names = {"-a", "--all"}, description = "Show all containers (default shows just running)")
    private boolean all;
    @Option(names = {"-f", "--filter"}, paramLabel = "filter",
            description = "Filter output based on conditions provided")
    private List<String> filter;
    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = {"-n", "--last"}, paramLabel = "int", defaultValue = "-1",
            description = "Show n last created containers (includes all states) (default -1)")
    private String last;
    @Option(names = {"-l", "--latest"}, description = "Show the latest created container (includes all states)")
    private boolean latest;
    @Option(names = "--no-trunc", description = "Don't truncate output")
    private boolean noTrunc;
    @Option(names = {"-q", "--quiet"}, description = "Only display container IDs")
    private boolean quiet;
    @Option(names = {"-s", "--size"}, description = "Display total file sizes")
    private boolean size;

    @Override
    protected int run(Context context) throws IOException {
        Filters filters = FilterFlags.parse(filter);
        int limit = (int) Numbers.integer(last, "-n, --last");
        limit = latest ? 1 : Math.max(limit, 0);
        boolean wantsSize = size || format.contains(".Size");
        List<ContainerSummary> containers = context.client().containers().list(all || limit > 0, limit, wantsSize,
                filters);
        Instant now = Instant.now();
        List<Row> rows = new ArrayList<>(containers.size());
        containers.forEach(c -> rows.add(ContainerRow.of(c, noTrunc, now)));
        if (quiet && !format.isEmpty()) {
            context.err().println("WARNING: Ignoring custom format, because both --format and --quiet are set.");
        }
        // here a template of one's own does not win over it
        String chosen = quiet && !format.equals("raw") ? QUIET.quiet()
                : QUIET.of(format, quiet) + (format.equals("raw") && wantsSize ? "size: {{.Size}}\n" : "");
        new Listing(size ? TABLE + "\t{{.Size}}" : TABLE, HEADERS, Listing.CONTAINERS)
                .print(context, chosen, rows);
        return 0;
    }
}
