package dev.berth.shell;

import dev.berth.docker.Volume;
import dev.berth.docker.VolumeCreate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth volume ls|create|rm}. */
final class VolumeCommands {

    private static final String CLUSTER = "there are no cluster volumes: Berth is no swarm";

    private VolumeCommands() {
    }

    private static void refuseCluster(boolean asked) {
        if (asked) {
            throw new CommandException(CLUSTER);
        }
    }

    /** {@code berth volume update}. */
    @CommandLine.Command(name = "update", description = "Cluster volumes only, of which there are none")
    static final class Update extends RefusedCommand {
        Update() {
            super(CLUSTER);
        }
    }

    /** {@code berth volume ls}. */
    @CommandLine.Command(name = "ls", description = "List volumes")
    static final class Ls extends Command {
        private static final QuietFormat QUIET = new QuietFormat("{{.Name}}", "name: {{.Name}}",
                "name: {{.Name}}\ndriver: {{.Driver}}\n");

        @Option(names = {"-f", "--filter"}, paramLabel = "filter",
                description = "Provide filter values (e.g. \"dangling=true\")")
        private List<String> filter;
        @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
        private String format;
        @Option(names = "--cluster", hidden = true)
        private boolean cluster;
        @Option(names = {"-q", "--quiet"}, description = "Only display volume names")
        private boolean quiet;

        @Override
        protected int run(Context context) throws IOException {
            refuseCluster(cluster);
            List<Row> rows = new ArrayList<>();
            for (Volume v : context.client().volumes().list(FilterFlags.parse(filter)).volumes()) {
                rows.add(row(v));
            }
            new Listing("{{.Driver}}\t{{.Name}}", Map.of("Name", "VOLUME NAME"),
                    "*formatter.volumeContext")
                    .print(context, QUIET.of(format, quiet), rows);
            return 0;
        }
    }

    /** A volume's line. */
    static Row row(Volume v) {
        return new Row().put("Name", v.name()).put("Driver", v.driver()).put("Scope", v.scope())
                .put("Mountpoint", v.mountpoint()).put("Availability", "N/A").put("Group", "N/A").put("Links", "N/A")
                .put("Size", "N/A").put("Status", "N/A").labels(v.labels());
    }

    /** {@code berth volume create}. */
    @CommandLine.Command(name = "create", description = "Create a volume", customSynopsis = "[VOLUME]")
    static final class Create extends Command {
        @Option(names = {"-d", "--driver"}, paramLabel = "string", defaultValue = "local",
                description = "Specify volume driver name (default \"local\")")
        private String driver;
        @Option(names = {"--availability", "--group", "--limit-bytes", "--required-bytes", "--scope", "--secret",
            "--sharing", "--topology-preferred", "--topology-required", "--type"}, hidden = true, paramLabel = "string")
        private List<String> cluster;
        @Option(names = "--label", paramLabel = "list", description = "Set metadata for a volume")
        private List<String> label;
        @Option(names = {"-o", "--opt"}, paramLabel = "map", description = "Set driver specific options")
        private List<String> opt;

        @Override
        protected int run(Context context) throws IOException {
            refuseCluster(!cluster.isEmpty());
            String name = arguments().isEmpty() ? "" : argument(0);
            context.println(context.client().volumes()
                    .create(new VolumeCreate(name, driver, pairs(opt), pairs(label))).name());
            return 0;
        }

        private static Map<String, String> pairs(List<String> entries) {
            Map<String, String> map = new LinkedHashMap<>();
            for (String entry : entries) {
                int equals = entry.indexOf('=');
                map.put(equals < 0 ? entry : entry.substring(0, equals),
                        equals < 0 ? "" : entry.substring(equals + 1));
            }
            return map;
        }
    }

    /** {@code berth volume rm}. */
    @CommandLine.Command(name = "rm", description = "Remove one or more volumes",
            customSynopsis = "VOLUME [VOLUME...]")
    static final class Rm extends EachCommand {
        @Option(names = {"-f", "--force"}, description = "Force the removal of one or more volumes")
        private boolean force;

        @Override
        protected String one(Context context, String name) throws IOException {
            context.client().volumes().remove(name, force);
            return name;
        }
    }
}
