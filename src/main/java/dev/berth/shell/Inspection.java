package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.DockerClient;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The engine's own JSON about objects of one kind or several, as it is or through a template. */
abstract class Inspection extends Command {

    @Option(names = {"-f", "--format"}, paramLabel = "string", description = Texts.FORMAT_JSON)
    private String format;

    /** One kind of object. */
    interface Source {
        byte[] json(DockerClient client, String name, boolean size) throws IOException;
    }

    /** A kind's name and where it is looked for. */
    record Kind(String name, Source source) {
        static final Kind CONTAINER = new Kind("container",
                (client, name, size) -> client.containers().inspectRaw(name, size));
        static final Kind IMAGE = new Kind("image", (client, name, size) -> client.images().inspectRaw(name));
        static final Kind NETWORK = new Kind("network", (client, name, size) -> client.networks().inspectRaw(name));
        static final Kind VOLUME = new Kind("volume", (client, name, size) -> client.volumes().inspectRaw(name));
        /** In the order in which docker looks. */
        static final List<Kind> ALL = List.of(CONTAINER, IMAGE, NETWORK, VOLUME);
    }

    /** The kinds that this command looks for, in their order. */
    protected abstract List<Kind> kinds();

    /** Whether containers' files are to be counted. */
    protected boolean withSize() {
        return false;
    }

    @Override
    protected int run(Context context) throws IOException {
        List<Kind> kinds = kinds();
        boolean asJson = format.isEmpty() || format.equals("json");
        Template template = asJson ? null : Template.parse(Listing.escapes(format));
        List<Object> found = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (String name : arguments()) {
            try {
                found.add(find(context.client(), kinds, name));
            } catch (ApiException e) {
                errors.add(kinds.size() == 1 || !isPassedOver(e) ? Cli.describe(e)
                        : "Error: No such object: " + name);
            }
        }
        if (template == null) {
            context.println(format.equals("json") ? Json.write(found) : Json.writeIndented(found));
        } else {
            print(context, template, found);
        }
        for (String error : errors) {
            context.err().println(error);
        }
        return errors.isEmpty() ? 0 : 1;
    }

    /** A line, empty, also where there is nothing to say: docker's users read one. */
    private static void print(Context context, Template template, List<Object> found) throws IOException {
        boolean any = false;
        try {
            for (Object object : found) {
                context.println(template, object);
                any = true;
            }
        } finally {
            if (!any) {
                context.println("");
            }
        }
    }

    private Object find(DockerClient client, List<Kind> kinds, String name) throws IOException {
        ApiException last = null;
        for (Kind kind : kinds) {
            try {
                return Context.json(kind.source().json(client, name, withSize()));
            } catch (ApiException e) {
                if (kinds.size() > 1 && !isPassedOver(e)) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    /** Whether the name may be another kind's. */
    private static boolean isPassedOver(ApiException e) {
        return e.status() == 404 || e.getMessage().contains("invalid reference format");
    }
}
