package dev.berth.shell;

import dev.berth.client.Filters;
import dev.berth.docker.ImageProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth image verify}. */
@CommandLine.Command(name = "verify", customSynopsis = "[IMAGE...]", description = "Check that images are whole, and"
        + " repair what is broken from where they came; the exit status is 1 if something stays broken")
final class ImageVerify extends Command {

    private static final String TABLE = "{{.Kind}}\t{{.Digest}}\t{{.Problem}}\t{{.Images}}\t{{.Result}}";

    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = "--no-repair", description = "Only look")
    private boolean noRepair;

    @Override
    protected int run(Context context) throws IOException {
        List<ImageProblem> problems = context.client().berth().verifyImages(arguments(), !noRepair);
        List<Row> rows = new ArrayList<>();
        int broken = 0;
        for (ImageProblem problem : problems) {
            broken += problem.repaired().isEmpty() ? 1 : 0;
            rows.add(new Row().put("Kind", problem.kind()).put("Digest", problem.digest())
                    .put("Problem", problem.detail()).put("Images", String.join(",", problem.images()))
                    .put("Result", problem.repaired().isEmpty() ? "broken" : problem.repaired()));
        }
        if (!rows.isEmpty() || !format.isEmpty()) {
            new Listing(TABLE, Map.of()).print(context, format, rows);
        }
        if (format.isEmpty()) {
            int images = arguments().isEmpty() ? context.client().images().list(true, new Filters()).size()
                    : arguments().size();
            context.println(summary(images, problems.size(), broken));
        }
        return broken > 0 ? 1 : 0;
    }

    private static String summary(int images, int problems, int broken) {
        String checked = counted(images, "image") + " checked: ";
        return problems == 0 ? checked + "no problems"
                : checked + counted(problems, "problem") + ", " + (problems - broken) + " repaired, "
                + broken + " broken";
    }

    private static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
