package dev.berth.shell;

import dev.berth.docker.Info;
import dev.berth.shell.format.Human;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth info}: what the engine and the machine are. */
@CommandLine.Command(name = "info", description = "Display system-wide information")
final class InfoCommand extends Command {

    @Option(names = {"-f", "--format"}, paramLabel = "string", description = Texts.FORMAT_JSON)
    private String format;

    @Override
    protected int run(Context context) throws IOException {
        if (!format.isEmpty()) {
            Object info = Context.json(context.client().system().infoRaw());
            if (format.equals("json")) {
                context.println(Json.write(info));
            } else {
                context.println(Template.parse(Listing.escapes(format)), info);
            }
            return 0;
        }
        Info i = context.client().system().info();
        StringBuilder out = new StringBuilder();
        line(out, "Containers", i.containers());
        line(out, " Running", i.containersRunning());
        line(out, " Paused", i.containersPaused());
        line(out, " Stopped", i.containersStopped());
        line(out, "Images", i.images());
        line(out, "Server Version", i.serverVersion());
        line(out, "Storage Driver", i.driver());
        for (List<String> row : i.driverStatus()) {
            line(out, " " + row.get(0), row.size() > 1 ? row.get(1) : "");
        }
        line(out, "Logging Driver", i.loggingDriver());
        line(out, "Cgroup Driver", i.cgroupDriver());
        line(out, "Cgroup Version", i.cgroupVersion());
        if (!i.securityOptions().isEmpty()) {
            out.append("Security Options:\n");
            i.securityOptions().forEach(option -> out.append("  ").append(option.startsWith("name=")
                    ? option.substring(5) : option).append('\n'));
        }
        line(out, "Kernel Version", i.kernelVersion());
        line(out, "Operating System", i.operatingSystem());
        line(out, "OSType", i.osType());
        line(out, "Architecture", i.architecture());
        line(out, "CPUs", i.processors());
        line(out, "Total Memory", Human.binarySize(i.memTotal()));
        line(out, "Name", i.name());
        line(out, "ID", i.id());
        line(out, "Berth Root Dir", i.dockerRootDir());
        line(out, "Live Restore Enabled", i.liveRestoreEnabled());
        context.out().print(out.toString());
        for (String warning : i.warnings()) {
            context.err().println(warning);
        }
        return 0;
    }

    private static void line(StringBuilder out, String name, Object value) {
        out.append(name).append(": ").append(value).append('\n');
    }
}
