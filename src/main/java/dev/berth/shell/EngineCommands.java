package dev.berth.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth engine status|stop}. {@code berth engine} itself, which runs one, is the program's own affair. */
final class EngineCommands {

    private EngineCommands() {
    }

    /** {@code berth engine status}. */
    @CommandLine.Command(name = "status", description = "Show whether and how the engine runs")
    static final class Status extends Command {
        @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
        private String format;

        @Override
        protected int run(Context context) throws IOException {
            if (!context.surroundings().isEngine()) {
                context.err().println("The engine does not run in this process; use the berth command.");
                return 1;
            }
            Runtime runtime = Runtime.getRuntime();
            Row row = new Row().put("Pid", Long.toString(ProcessHandle.current().pid()))
                    .put("Socket", context.surroundings().socket().toString())
                    .put("Version", BerthVersion.current()).put("Java", System.getProperty("java.version"))
                    .put("HeapBytes", runtime.totalMemory() - runtime.freeMemory())
                    .put("Threads", Thread.activeCount());
            new Listing("{{.Pid}}\t{{.Version}}\t{{.Socket}}\t{{.Threads}}", Map.of())
                    .print(context, format, List.of(row));
            return 0;
        }
    }

    /** {@code berth engine stop}. */
    @CommandLine.Command(name = "stop", description = "Stop the engine; containers keep running")
    static final class Stop extends Command {
        @Override
        protected int run(Context context) {
            context.surroundings().stopEngine();
            return 0;
        }
    }
}
