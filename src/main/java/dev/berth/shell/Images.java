package dev.berth.shell;

import dev.berth.client.Filters;
import dev.berth.docker.ImageSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth images}. */
@CommandLine.Command(name = "images", description = "List images", customSynopsis = "[REPOSITORY[:TAG]]")
final class Images extends Command {

    private static final QuietFormat QUIET = new QuietFormat("{{.ID}}", "image_id: {{.ID}}",
            "repository: {{.Repository}}\ntag: {{.Tag}}\nimage_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\n"
                    + "virtual_size: {{.Size}}\n");
    private static final String RAW_DIGEST = "repository: {{.Repository}}\ntag: {{.Tag}}\ndigest: {{.Digest}}\n"
            + "image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n";
    private static final Map<String, String> HEADERS = Map.of("ID", "IMAGE ID", "CreatedSince", "CREATED",
            "CreatedAt", "CREATED AT", "UniqueSize", "UNIQUE SIZE", "SharedSize", "SHARED SIZE");

    @Option(names = {"-a", "--all"}, description = "Show all images (default hides intermediate images)")
    private boolean all;
    @Option(names = "--digests", description = "Show digests")
    private boolean digests;
    @Option(names = {"-f", "--filter"}, paramLabel = "filter",
            description = "Filter output based on conditions provided")
    private List<String> filter;
    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = "--no-trunc", description = "Don't truncate output")
    private boolean noTrunc;
    @Option(names = {"-q", "--quiet"}, description = "Only show image IDs")
    private boolean quiet;
    @Option(names = "--tree", description = "List multi-platform images as a tree (EXPERIMENTAL)")
    private boolean tree;

    @Override
    protected int run(Context context) throws IOException {
        Filters filters = FilterFlags.parse(filter);
        if (!arguments().isEmpty()) {
            filters.add("reference", argument(0));
        }
        if (tree) {
            checkTree();
            new ImageTree(context.out(), context.session().terminal().map(t -> t.size().columns()).orElse(0))
                    .print(context.client().images().listVariants(all, filters), all);
            return 0;
        }
        Instant now = Instant.now();
        List<Row> rows = new ArrayList<>();
        for (ImageSummary image : context.client().images().list(all, filters)) {
            rows.addAll(ImageRow.of(image, noTrunc, digests, digests || format.contains(".Digest"), now));
        }
        String chosen = format.equals("raw") && digests && !quiet ? RAW_DIGEST : QUIET.of(format, quiet);
        String table = "{{.Repository}}\t{{.Tag}}\t" + (digests ? "{{.Digest}}\t" : "")
                + "{{.ID}}\t{{.CreatedSince}}\t{{.Size}}";
        new Listing(table, HEADERS, "*formatter.imageContext").print(context, chosen, rows);
        return 0;
    }

    private void checkTree() {
        String other = quiet ? "--quiet" : noTrunc ? "--no-trunc" : digests ? "--show-digest"
                : format.isEmpty() ? "" : "--format";
        if (!other.isEmpty()) {
            throw new CommandException(other + " is not yet supported with --tree");
        }
    }
}
