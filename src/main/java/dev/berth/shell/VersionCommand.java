package dev.berth.shell;

import dev.berth.client.ApiVersion;
import dev.berth.client.UnreachableException;
import dev.berth.docker.Version;
import dev.berth.docker.VersionComponent;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth version}: of this command line and of the engine. */
@CommandLine.Command(name = "version", description = "Show the Berth version information")
final class VersionCommand extends Command {

    @Option(names = {"-f", "--format"}, paramLabel = "string", description = Texts.FORMAT_JSON)
    private String format;

    @Override
    protected int run(Context context) throws IOException {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("Version", BerthVersion.current());
        client.put("Os", "linux");
        client.put("Arch", System.getProperty("os.arch"));
        client.put("Runtime", "Java " + System.getProperty("java.version"));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("Client", client);
        try {
            ApiVersion agreed = context.client().system().apiVersion();
            client.put("ApiVersion", agreed.toString());
            all.put("Server", server(context.client().system().version()));
        } catch (UnreachableException e) {
            context.out().print(text(all, "Client"));
            throw e;
        }
        if (format.equals("json")) {
            context.println(Json.write(all));
        } else if (!format.isEmpty()) {
            context.println(Template.parse(Listing.escapes(format)), all);
        } else {
            context.out().print(text(all, "Client") + '\n' + text(all, "Server"));
        }
        return 0;
    }

    private static Map<String, Object> server(Version v) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("Version", v.version());
        server.put("ApiVersion", v.apiVersion());
        server.put("MinAPIVersion", v.minApiVersion());
        server.put("Os", v.os());
        server.put("Arch", v.arch());
        server.put("KernelVersion", v.kernelVersion());
        v.platform().ifPresent(p -> server.put("Platform", p.name()));
        for (VersionComponent component : v.components()) {
            if (!component.name().equals("Engine")) {
                server.put(component.name(), component.version());
            }
        }
        return server;
    }

    private static String text(Map<String, Object> all, String part) {
        StringBuilder out = new StringBuilder(part).append(":\n");
        ((Map<?, ?>) all.get(part)).forEach((name, value) -> {
            String label = name + ":";
            out.append(' ').append(label).append(" ".repeat(Math.max(1, 18 - label.length()))).append(value)
                    .append('\n');
        });
        return out.toString();
    }
}
