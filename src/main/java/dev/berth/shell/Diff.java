package dev.berth.shell;

import dev.berth.docker.FilesystemChange;
import java.io.IOException;
import picocli.CommandLine;

/** {@code berth diff}: what differs from the image. */
@CommandLine.Command(name = "diff", customSynopsis = "CONTAINER",
        description = "Inspect changes to files or directories on a container's filesystem")
final class Diff extends Command {

    private static final String[] KINDS = {"C", "A", "D"};

    @Override
    protected int run(Context context) throws IOException {
        StringBuilder out = new StringBuilder();
        for (FilesystemChange change : context.client().containers().changes(argument(0))) {
            out.append(KINDS[Math.min(Math.max(change.kind(), 0), 2)]).append(' ').append(change.path()).append('\n');
        }
        context.out().print(out.toString());
        return 0;
    }
}
