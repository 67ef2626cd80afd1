package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.DockerClient;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth inspect}: the engine's own JSON about objects, as it is or through a template. */
@CommandLine.Command(name = "inspect", customSynopsis = "NAME|ID [NAME|ID...]",
        description = "Return low-level information on Docker objects")
class InspectCommand extends Command {

    @Option(names = {"-f", "--format"}, paramLabel = "string", description = Texts.FORMAT_JSON)
    private String format;
    @Option(names = {"-s", "--size"}, description = "Display total file sizes if the type is container")
    private boolean size;
    @Option(names = "--type", paramLabel = "string", description = "Only inspect objects of the given type")
    private String type;

    /** One kind of object. */
    interface Source {
        byte[] json(DockerClient client, String name, boolean size) throws IOException;
    }

    /** A kind's name and where it is looked for. */
    record Kind(String name, Source source) {
        static final Kind CONTAINER = new Kind("container",
                (client, name, size) -> client.containers().inspectRaw(name, size));
        static final Kind IMAGE = new Kind("image", (client, name, size) -> client.images().inspectRaw(name));
        static final Kind VOLUME = new Kind("volume", (client, name, size) -> client.volumes().inspectRaw(name));
        static final List<Kind> ALL = List.of(CONTAINER, IMAGE, VOLUME);
    }

    /** The kinds that this command looks for, in their order. */
    protected List<Kind> kinds() {
        if (type.isEmpty()) {
            return Kind.ALL;
        }
        return List.of(Kind.ALL.stream().filter(k -> k.name().equals(type)).findFirst().orElseThrow(
                () -> new CommandException("unknown type: \"" + type
                        + "\": must be one of \"container\", \"image\" or \"volume\"")));
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
                errors.add(e.status() != 404 ? Cli.describe(e) : kinds.size() == 1
                        ? "Error response from daemon: " + e.getMessage() : "Error: No such object: " + name);
            }
        }
        if (template == null) {
            context.println(format.equals("json") ? Json.write(found) : Json.writeIndented(found));
        } else {
            for (Object object : found) {
                context.println(template.render(object));
            }
        }
        for (String error : errors) {
            context.err().println(error);
        }
        return errors.isEmpty() ? 0 : 1;
    }

    private Object find(DockerClient client, List<Kind> kinds, String name) throws IOException {
        ApiException last = null;
        for (Kind kind : kinds) {
            try {
                return Context.json(kind.source().json(client, name, size));
            } catch (ApiException e) {
                if (e.status() != 404) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    /** {@code container inspect}, {@code image inspect}, {@code volume inspect}. */
    @CommandLine.Command(name = "inspect", customSynopsis = "NAME [NAME...]",
            description = "Display detailed information on one or more objects of this kind")
    static final class Of extends InspectCommand {
        private final Kind kind;

        Of(Kind kind) {
            this.kind = kind;
        }

        @Override
        protected List<Kind> kinds() {
            return List.of(kind);
        }
    }
}
