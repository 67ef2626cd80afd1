package dev.berth.shell;

import dev.berth.docker.ProfileSummary;
import dev.berth.profile.toml.KeyListing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth profile ls|show|keys|save}. */
final class ProfileCommands {

    private ProfileCommands() {
    }

    /** {@code berth profile ls}. */
    @CommandLine.Command(name = "ls", description = "List profiles")
    static final class Ls extends Command {
        @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
        private String format;
        @Option(names = {"-q", "--quiet"}, description = "Only display names")
        private boolean quiet;

        @Override
        protected int run(Context context) throws IOException {
            List<Row> rows = new ArrayList<>();
            for (ProfileSummary p : context.client().berth().profiles()) {
                rows.add(new Row().put("Name", p.name()).put("Image", p.image()).put("Source", p.source())
                        .put("Error", p.error().orElse(""))
                        .put("Description", p.error().map(e -> "error: " + e).orElse(p.description())));
            }
            new Listing("{{.Name}}\t{{.Image}}\t{{.Description}}", Map.of())
                    .print(context, quiet && format.isEmpty() ? "{{.Name}}" : format, rows);
            return 0;
        }
    }

    /** {@code berth profile show}. */
    @CommandLine.Command(name = "show", description = "Print a profile", customSynopsis = "NAME")
    static final class Show extends Command {
        @Override
        protected int run(Context context) throws IOException {
            context.out().print(context.client().berth().profile(argument(0)).text());
            return 0;
        }
    }

    /** {@code berth profile keys}. */
    @CommandLine.Command(name = "keys", description = "List the keys of profiles: type, what they set, and whether a "
            + "running container takes them")
    static final class Keys extends Command {
        @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
        private String format;

        @Override
        protected int run(Context context) throws IOException {
            List<Row> rows = new ArrayList<>();
            for (KeyListing.Row key : KeyListing.profile()) {
                rows.add(new Row().put("Key", key.key()).put("Type", key.type()).put("Accepted", key.accepted())
                        .put("Meaning", key.meaning()).put("V2", key.v2()).put("V1", key.v1())
                        .put("Live", key.live() ? "live" : ""));
            }
            new Listing("{{.Key}}\t{{.Type}}\t{{.Live}}\t{{.V2}}\t{{.V1}}\t{{.Meaning}}", Map.of("V2", "CGROUP V2",
                    "V1", "CGROUP V1")).print(context, format, rows);
            return 0;
        }
    }

    /** {@code berth profile save}. */
    @CommandLine.Command(name = "save", description = "Save a container's settings, or a file, as a profile",
            customSynopsis = "NAME CONTAINER|FILE.toml")
    static final class Save extends Command {
        @Override
        protected int run(Context context) throws IOException {
            String source = argument(1);
            String text = source.endsWith(".toml") ? Files.readString(context.session().resolve(source))
                    : context.client().berth().profileOf(source).text();
            context.client().berth().saveProfile(argument(0), text);
            context.println(argument(0));
            return 0;
        }
    }
}
