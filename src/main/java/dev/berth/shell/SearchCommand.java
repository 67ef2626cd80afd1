package dev.berth.shell;

import dev.berth.docker.SearchResult;
import dev.berth.shell.login.Logins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth search}. */
@CommandLine.Command(name = "search", description = {"Search Docker Hub for images;",
    "HOST/ lists a registry's repositories, HOST/REPOSITORY its tags"}, customSynopsis = "TERM")
final class SearchCommand extends Command {

    private static final String TABLE = "{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}";
    private static final Map<String, String> HEADERS = Map.of("StarCount", "STARS", "IsOfficial", "OFFICIAL",
            "IsAutomated", "AUTOMATED");
    /** Docker's width of a description. */
    private static final int DESCRIPTION = 45;

    @Option(names = {"-f", "--filter"}, paramLabel = "filter",
            description = "Filter output based on conditions provided")
    private List<String> filter;
    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = "--limit", paramLabel = "int", description = "Max number of search results")
    private String limit;
    @Option(names = "--no-trunc", description = "Don't truncate output")
    private boolean noTrunc;

    @Override
    protected int run(Context context) throws IOException {
        int most;
        try {
            most = limit.isEmpty() ? 0 : Math.max(0, Integer.parseInt(limit)); // docker's client sends no less
        } catch (NumberFormatException e) {
            throw UsageException.invalid(limit, "--limit", "strconv.ParseInt: parsing \"" + limit
                    + "\": invalid syntax");
        }
        List<Row> rows = new ArrayList<>();
        for (SearchResult found : context.client().images().search(argument(0), most, FilterFlags.parse(filter),
                new Logins(context.session()).header(argument(0)))) {
            rows.add(new Row().put("Name", found.name()).put("Description", description(found.description()))
                    .put("StarCount", Integer.toString(found.starCount()))
                    .put("IsOfficial", found.isOfficial() ? "[OK]" : "")
                    .put("IsAutomated", found.isAutomated() ? "[OK]" : ""));
        }
        new Listing(TABLE, HEADERS).print(context, format, rows);
        return 0;
    }

    /** One line, cut as docker cuts it; a stranger's text must not move the cursor. */
    private String description(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
        int cut = noTrunc || line.codePointCount(0, line.length()) <= DESCRIPTION ? line.length()
                : line.offsetByCodePoints(0, DESCRIPTION - 1);
        return cut == line.length() ? line.toString() : line.substring(0, cut) + '\u2026';
    }
}
