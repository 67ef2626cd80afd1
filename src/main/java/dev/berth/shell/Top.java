package dev.berth.shell;

import dev.berth.docker.TopResult;
import dev.berth.shell.format.Table;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/** {@code berth top}. */
@CommandLine.Command(name = "top",
        description = "Display the running processes of a container", customSynopsis = "CONTAINER [ps OPTIONS]")
final class Top extends Command {

    /** The least width of docker top's columns. */
    private static final int COLUMN = 20;

    @Override
    protected int run(Context context) throws IOException {
        TopResult top = context.client().containers().top(argument(0),
                String.join(" ", arguments().subList(1, arguments().size())));
        Table table = new Table(COLUMN);
        table.add(top.titles().toArray(new String[0]));
        for (List<String> row : top.processes()) {
            table.add(row.toArray(new String[0]));
        }
        context.out().print(table.render());
        return 0;
    }
}
