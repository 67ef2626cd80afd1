package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.ImageCalls;
import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth import}. */
@CommandLine.Command(name = "import",
        description = "Import the contents from a tarball to create a filesystem image",
        customSynopsis = "file|URL|- [REPOSITORY[:TAG]]")
final class ImportCommand extends Command {

    @Option(names = {"-c", "--change"}, paramLabel = "list",
            description = "Apply Dockerfile instruction to the created image")
    private List<String> change;
    @Option(names = {"-m", "--message"}, paramLabel = "string", description = "Set commit message for imported image")
    private String message;
    @Option(names = "--platform", paramLabel = "string",
            description = "Set platform if server is multi-platform capable")
    private String platform;

    @Override
    protected int run(Context context) throws IOException {
        String name = arguments().size() > 1 ? ImageName.withTag(argument(1)) : "";
        int colon = name.lastIndexOf(':');
        ImageCalls.ImportOptions options = new ImageCalls.ImportOptions(colon < 0 ? "" : name.substring(0, colon),
                colon < 0 ? "" : name.substring(colon + 1), message, change, platform);
        String source = argument(0);
        if (source.startsWith("http://") || source.startsWith("https://")) {
            try (JsonStream<ProgressMessage> progress = context.client().images().importFrom(source,
                    options)) {
                new ProgressLines(context, context.out(), false).show(progress);
            }
            return 0;
        }
        try (InputStream archive = source.equals("-") ? context.session().in()
                : Files.newInputStream(context.session().resolve(source));
                JsonStream<ProgressMessage> progress = context.client().images().importRootFilesystem(archive,
                        options)) {
            new ProgressLines(context, context.out(), false).show(progress);
        } catch (ApiException e) {
            throw ClientSentence.of(e);
        }
        return 0;
    }
}
