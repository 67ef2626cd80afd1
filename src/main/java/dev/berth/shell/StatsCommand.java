package dev.berth.shell;

import dev.berth.client.JsonStream;
import dev.berth.docker.UsageRow;
import dev.berth.docker.UsageSample;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth stats}: what running containers use, each second until interrupted. */
@CommandLine.Command(name = "stats", customSynopsis = "[CONTAINER...]",
        description = "Display a live stream of container(s) resource usage statistics")
final class StatsCommand extends Command {

    private static final String TABLE = "{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}"
            + "\t{{.BlockIO}}\t{{.PIDs}}";
    private static final Map<String, String> HEADERS = Map.of("ID", "CONTAINER ID", "CPUPerc", "CPU %", "MemUsage",
            "MEM USAGE / LIMIT", "MemPerc", "MEM %", "NetIO", "NET I/O", "BlockIO", "BLOCK I/O");

    @Option(names = {"-a", "--all"}, description = "Show all containers (default shows just running)")
    private boolean all;
    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = "--no-stream", description = "Disable streaming stats and only pull the first result")
    private boolean noStream;
    @Option(names = "--no-trunc", description = "Do not truncate output")
    private boolean noTrunc;

    @Override
    protected int run(Context context) throws IOException {
        List<String> ids = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        for (String name : arguments()) {
            String id = context.client().containers().inspect(name).id();
            ids.add(id);
            given.put(id, name);
        }
        UsageSource source = new UsageSource(context.client(), all, ids);
        Listing listing = new Listing(TABLE, HEADERS, "*container.statsContext");
        if (noStream) {
            listing.print(context, format, rows(source.once(), given));
            return 0;
        }
        boolean redraws = context.out().isTerminal() && !format.equals("json");
        try (JsonStream<UsageSample> stream = source.stream()) {
            for (Optional<UsageSample> next = stream.next(); next.isPresent(); next = stream.next()) {
                String text = listing.render(format, rows(source.wanted(next.get()), given),
                        context.out()::shown);
                // each line is wiped at its end and the rest of the screen below: no flicker, nothing left over
                context.out().draw(redraws ? "\033[H" + text.replace("\n", "\033[K\n") + "\033[J" : text);
            }
        }
        return 0;
    }

    /** Docker names a container as the user did, where he did. */
    private List<Row> rows(List<UsageRow> usage, Map<String, String> given) {
        List<Row> rows = new ArrayList<>(usage.size());
        for (UsageRow u : usage) {
            String id = noTrunc ? u.id() : Human.shortId(u.id());
            double memory = u.memoryLimitBytes() > 0 ? 100.0 * u.memoryBytes() / u.memoryLimitBytes() : 0;
            rows.add(new Row().put("ID", id).put("Container", given.getOrDefault(u.id(), id)).put("Name", u.name())
                    .put("CPUPerc", percent(u.cpuPercent())).put("MemPerc", percent(memory))
                    .put("MemUsage", Human.binarySize(u.memoryBytes()) + " / "
                            + Human.binarySize(u.memoryLimitBytes()))
                    .put("NetIO", Human.sizeShort(u.receivedBytes()) + " / " + Human.sizeShort(u.sentBytes()))
                    .put("BlockIO", Human.sizeShort(u.readBytes()) + " / " + Human.sizeShort(u.writeBytes()))
                    .put("PIDs", Long.toString(u.pids())));
        }
        return rows;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
