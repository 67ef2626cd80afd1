package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.docker.Network;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth network}: the networks that every machine has. */
final class NetworkCommands {

    private NetworkCommands() {
    }

    /** {@code berth network ls}. */
    @CommandLine.Command(name = "ls", description = "List networks")
    static final class Ls extends Command {
        private static final QuietFormat QUIET = new QuietFormat("{{.ID}}", "network_id: {{.ID}}",
                "network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n");
        private static final Map<String, String> HEADERS = Map.of("ID", "NETWORK ID", "CreatedAt", "CREATED AT");

        @Option(names = {"-f", "--filter"}, paramLabel = "filter",
                description = "Provide filter values (e.g. \"driver=bridge\")")
        private List<String> filter;
        @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
        private String format;
        @Option(names = "--no-trunc", description = "Do not truncate the output")
        private boolean noTrunc;
        @Option(names = {"-q", "--quiet"}, description = "Only display network IDs")
        private boolean quiet;

        @Override
        protected int run(Context context) throws IOException {
            List<Network> networks = new ArrayList<>(context.client().networks().list(FilterFlags.parse(filter)));
            networks.sort(Comparator.comparing(Network::name));
            List<Row> rows = new ArrayList<>();
            for (Network n : networks) {
                rows.add(new Row().put("ID", noTrunc ? n.id() : Human.shortId(n.id())).put("Name", n.name())
                        .put("Driver", n.driver()).put("Scope", n.scope())
                        .put("IPv4", Boolean.toString(n.enableIPv4())).put("IPv6", Boolean.toString(n.enableIPv6()))
                        .put("Internal", Boolean.toString(n.internal()))
                        .putLate("CreatedAt", () -> Human.time(Instant.parse(n.created()), ZoneId.of("UTC")))
                        .labels(n.labels()));
            }
            new Listing("{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}", HEADERS,
                    "*network.networkContext")
                    .print(context, QUIET.of(format, quiet), rows);
            return 0;
        }
    }

    /** {@code berth network rm}: what there is, docker removes neither. */
    @CommandLine.Command(name = "rm", description = "Remove one or more networks",
            customSynopsis = "NETWORK [NETWORK...]")
    static final class Rm extends EachCommand {
        @Option(names = {"-f", "--force"}, description = "Do not error if the network does not exist")
        private boolean force;

        @Override
        protected int run(Context context) throws IOException {
            int status = super.run(context);
            if (status != 0) {
                // docker's client says so here, and nowhere else
                context.err().println("exit status " + status);
            }
            return status;
        }

        @Override
        protected String one(Context context, String name) throws IOException {
            try {
                context.client().networks().remove(name);
            } catch (ApiException e) {
                if (!force || e.status() != 404) {
                    throw e;
                }
                return "";
            }
            return name;
        }
    }

    /** {@code create}, {@code connect}, {@code disconnect}, {@code prune}: what needs a network of one's own. */
    @CommandLine.Command(description = "Comes with bridge networks, in the next release of Berth")
    static final class Later extends RefusedCommand {
        Later() {
            super("there are no bridge networks yet, they come with the next release of Berth; until then use "
                    + "--network none, host or container:NAME");
        }
    }
}
