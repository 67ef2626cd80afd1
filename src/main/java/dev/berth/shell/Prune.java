package dev.berth.shell;

import dev.berth.client.Filters;
import dev.berth.docker.BuildPruned;
import dev.berth.docker.ContainersPruned;
import dev.berth.docker.ImageDeleted;
import dev.berth.docker.ImagesPruned;
import dev.berth.docker.VolumesPruned;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code prune} of containers, images, volumes, or of all together: asks first, says what went. */
abstract class Prune extends Command {

    @Option(names = "--filter", paramLabel = "filter",
            description = "Provide filter values (e.g. \"until=<timestamp>\")")
    private List<String> filter;
    @Option(names = {"-f", "--force"}, description = "Do not prompt for confirmation")
    private boolean force;

    /** What will go, for the question. */
    protected abstract String warning();

    /** The same where filters make it less. */
    protected String warning(Filters filters) {
        return warning();
    }

    /** Refuses filters that cannot be held to. */
    protected void check(Filters filters) {
    }

    /** Removes it; gives the bytes that became free. */
    protected abstract long prune(Context context, Filters filters) throws IOException;

    @Override
    protected int run(Context context) throws IOException {
        Filters filters = FilterFlags.parse(filter);
        check(filters);
        if (!force && !context.confirms("WARNING! " + warning(filters)
                + "\nAre you sure you want to continue? [y/N] ")) {
            return 0; // as docker has it since 28
        }
        context.println("Total reclaimed space: " + Human.size(prune(context, filters)));
        return 0;
    }

    static long containers(Context context, Filters filters) throws IOException {
        ContainersPruned pruned = context.client().containers().prune(filters);
        show(context, "Deleted Containers:", pruned.containersDeleted());
        return pruned.spaceReclaimed();
    }

    static long images(Context context, Filters filters, boolean all) throws IOException {
        ImagesPruned pruned = context.client().images().prune(filters.copy().add("dangling",
                Boolean.toString(!all)));
        StringBuilder out = new StringBuilder();
        for (ImageDeleted image : pruned.imagesDeleted()) {
            image.untagged().ifPresent(u -> out.append("untagged: ").append(u).append('\n'));
            image.deleted().ifPresent(d -> out.append("deleted: ").append(d).append('\n'));
        }
        if (out.length() > 0) {
            context.println("Deleted Images:\n" + out);
        }
        return pruned.spaceReclaimed();
    }

    static long volumes(Context context, Filters filters, boolean all) throws IOException {
        VolumesPruned pruned = context.client().volumes().prune(all ? filters.copy().add("all", "1") : filters);
        show(context, "Deleted Volumes:", pruned.volumesDeleted());
        return pruned.spaceReclaimed();
    }

    static long cache(Context context, Filters filters, boolean all, long keptBytes) throws IOException {
        BuildPruned pruned = context.client().builds().prune(filters, all, keptBytes);
        show(context, "Deleted build cache objects:", pruned.cachesDeleted());
        return pruned.spaceReclaimed();
    }

    private static void show(Context context, String title, List<String> names) throws IOException {
        if (!names.isEmpty()) {
            context.println(title + '\n' + String.join("\n", names) + '\n');
        }
    }

    /** {@code berth container prune}. */
    @CommandLine.Command(name = "prune", description = "Remove all stopped containers")
    static final class Containers extends Prune {
        @Override
        protected String warning() {
            return "This will remove all stopped containers.";
        }

        @Override
        protected long prune(Context context, Filters filters) throws IOException {
            return containers(context, filters);
        }
    }

    /** {@code berth image prune}. */
    @CommandLine.Command(name = "prune", description = "Remove unused images")
    static final class Images extends Prune {
        @Option(names = {"-a", "--all"}, description = "Remove all unused images, not just dangling ones")
        private boolean all;

        @Override
        protected String warning() {
            return all ? "This will remove all images without at least one container associated to them."
                    : "This will remove all dangling images.";
        }

        @Override
        protected long prune(Context context, Filters filters) throws IOException {
            return images(context, filters, all);
        }
    }

    /** {@code berth volume prune}. */
    @CommandLine.Command(name = "prune", description = "Remove unused local volumes")
    static final class Volumes extends Prune {
        @Option(names = {"-a", "--all"}, description = "Remove all unused volumes, not just anonymous ones")
        private boolean all;

        @Override
        protected String warning() {
            return "This will remove " + (all ? "all" : "anonymous")
                    + " local volumes not used by at least one container.";
        }

        @Override
        protected long prune(Context context, Filters filters) throws IOException {
            return volumes(context, filters, all);
        }
    }

    /** {@code berth builder prune}. */
    @CommandLine.Command(name = "prune", description = "Remove build cache")
    static final class Builds extends Prune {
        @Option(names = {"-a", "--all"}, description = "Remove all unused build cache, not just dangling ones")
        private boolean all;
        @Option(names = "--keep-storage", paramLabel = "bytes", description = "Amount of disk space to keep for cache")
        private String keepStorage;

        @Override
        protected String warning() {
            return all ? "This will remove all build cache." : "This will remove all dangling build cache.";
        }

        @Override
        protected long prune(Context context, Filters filters) throws IOException {
            return cache(context, filters, all, BuildFlags.bytes(keepStorage, "--keep-storage"));
        }
    }

    /** {@code berth system prune}. */
    @CommandLine.Command(name = "prune", description = "Remove unused data")
    static final class All extends Prune {
        @Option(names = {"-a", "--all"}, description = "Remove all unused images not just dangling ones")
        private boolean all;
        @Option(names = "--volumes", description = "Prune anonymous volumes")
        private boolean volumes;

        @Override
        protected void check(Filters filters) {
            if (volumes && !filters.all("until").isEmpty()) {
                throw new CommandException("ERROR: The \"until\" filter is not supported with \"--volumes\"");
            }
        }

        @Override
        protected String warning() {
            return "This will remove:\n  - all stopped containers\n"
                    + (volumes ? "  - all anonymous volumes not used by at least one container\n" : "")
                    + (all ? "  - all images without at least one container associated to them\n"
                            : "  - all dangling images\n")
                    + (all ? "  - all build cache\n" : "  - unused build cache\n");
        }

        @Override
        protected String warning(Filters filters) {
            List<String> shown = new ArrayList<>();
            for (String name : List.of("label", "label!", "until")) {
                filters.all(name).forEach(value -> shown.add("  - " + name + '=' + value + '\n'));
            }
            return warning() + (shown.isEmpty() ? ""
                    : "\n  Items to be pruned will be filtered with:\n" + String.join("", shown));
        }

        @Override
        protected long prune(Context context, Filters filters) throws IOException {
            long free = containers(context, filters);
            free += volumes ? volumes(context, filters, false) : 0;
            free += images(context, filters, all);
            return free + cache(context, filters, all, 0);
        }
    }
}
