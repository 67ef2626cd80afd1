package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.ArchiveCalls;
import dev.berth.docker.PathStat;
import dev.berth.shell.copy.CopyEnd;
import dev.berth.shell.copy.CopyPlan;
import dev.berth.shell.copy.LocalEnd;
import dev.berth.shell.copy.LocalTree;
import dev.berth.shell.copy.LocalUnpacker;
import dev.berth.shell.format.Human;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth cp}. */
@CommandLine.Command(name = "cp", customSynopsis = {"CONTAINER:SRC_PATH DEST_PATH|-", "SRC_PATH|- CONTAINER:DEST_PATH"},
        description = {"Copy files/folders between a container and the local filesystem"})
final class CopyCommand extends Command {

    /** Go's bits of a file mode that a link and a directory have. */
    private static final long LINK = 1L << 27;
    private static final long DIRECTORY = 1L << 31;
    /** Those of what is neither a directory nor a regular file: links apart, devices, pipes, sockets. */
    private static final long OTHER = 1L << 26 | 1L << 25 | 1L << 24 | 1L << 21;

    @Option(names = {"-a", "--archive"}, description = "Archive mode (copy all uid/gid information)")
    private boolean archive;
    @Option(names = {"-L", "--follow-link"}, description = "Always follow symbol link in SRC_PATH")
    private boolean followLink;
    @Option(names = {"-q", "--quiet"}, description = "Suppress progress output during copy. Progress output is"
            + " automatically suppressed if no terminal is attached")
    private boolean quiet;

    /** A place as it is written: a container's, or with an empty container this machine's. */
    private record Place(String container, String path) {

        /** What begins with a slash or a dot is this machine's, whatever colons it has. */
        static Place of(String text) {
            int colon = text.indexOf(':');
            boolean local = text.equals("-") || text.startsWith("/") || text.startsWith(".") || colon < 0;
            return local ? new Place("", text) : new Place(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    @Override
    protected int run(Context context) throws IOException {
        if (argument(0).isEmpty()) {
            throw new CommandException("source can not be empty");
        } else if (argument(1).isEmpty()) {
            throw new CommandException("destination can not be empty");
        }
        Place source = Place.of(argument(0));
        Place destination = Place.of(argument(1));
        if (!source.container().isEmpty() && !destination.container().isEmpty()) {
            throw new CommandException("copying between containers is not supported");
        } else if (!source.container().isEmpty()) {
            fromContainer(context, source, destination.path());
        } else if (!destination.container().isEmpty()) {
            toContainer(context, source.path(), destination);
        } else {
            throw new CommandException("must specify at least one container source");
        }
        return 0;
    }

    private void fromContainer(Context context, Place source, String to) throws IOException {
        ArchiveCalls archives = context.client().archives();
        String target = to.equals("-") ? to : local(context, to);
        if (to.equals("-") && context.out().isTerminal()) {
            throw new CommandException("cowardly refusing to write an archive to a terminal. Redirect it");
        }
        CopyEnd destination = to.equals("-") ? new CopyEnd("-", true, true, "") : LocalEnd.destination(target);
        String path = source.path();
        String rebase = "";
        if (followLink) {
            PathStat stat = archives.stat(source.container(), path);
            if ((stat.mode() & LINK) != 0) {
                String name = Path.of(path).getFileName().toString();
                path = stat.linkTarget();
                rebase = path.endsWith("/" + name) ? "" : name;
            }
        }
        try (ArchiveCalls.Download download = archives.read(source.container(), path)) {
            if (to.equals("-")) {
                download.archive().transferTo(context.out());
                return;
            }
            CopyEnd from = new CopyEnd(path, true, (download.stat().mode() & DIRECTORY) != 0, rebase);
            String first = download.stat().name();
            CopyPlan plan = CopyPlan.of(from, destination);
            Counted counted = new Counted(download.archive());
            String shown = rebase;
            new LocalUnpacker(Path.of(plan.directory()), name -> plan.renamed(shown.isEmpty() ? name
                    : shown + name.substring(first.length()))).unpack(counted);
            copied(context, counted.total, target);
        }
    }

    private void toContainer(Context context, String from, Place target) throws IOException {
        CopyEnd destination = remote(context, target);
        ArchiveCalls archives = context.client().archives();
        if (from.equals("-")) {
            if (!destination.directory()) {
                throw new CommandException("destination \"" + target.container() + ":" + target.path()
                        + "\" must be a directory");
            }
            archives.write(target.container(), destination.path(), context.session().in(), archive);
            return;
        }
        CopyEnd source = LocalEnd.source(local(context, from), followLink);
        CopyPlan plan = CopyPlan.of(source, destination);
        try (LocalTree tree = new LocalTree(Path.of(source.path()),
                source.rebase().isEmpty() ? lastName(source.path()) : source.rebase(), plan::renamed)) {
            archives.write(target.container(), plan.directory(), tree, archive);
            copied(context, tree.total(), target.container() + ":" + destination.path());
        }
    }

    private static String lastName(String path) {
        return CopyEnd.namesContents(path) ? "." : Path.of(path).getFileName() == null ? "/"
                : Path.of(path).getFileName().toString();
    }

    /** What is at a destination in a container; what is not there may still be made. */
    private static CopyEnd remote(Context context, Place target) throws IOException {
        String path = target.path();
        try {
            PathStat stat = context.client().archives().stat(target.container(), path);
            if ((stat.mode() & LINK) != 0) {
                path = stat.linkTarget();
                stat = context.client().archives().stat(target.container(), path);
            }
            if ((stat.mode() & OTHER) != 0) {
                throw new CommandException("destination \"" + target.container() + ":" + target.path()
                        + "\" must be a directory or a regular file");
            }
            return new CopyEnd(path, true, (stat.mode() & DIRECTORY) != 0, "");
        } catch (ApiException e) {
            // an answer to HEAD has no words; the container itself is asked for, and says so if it is not there
            // what is asked of a file as of a directory is not there either
            if (e.status() != 404 && e.status() != 400) {
                throw e;
            }
            context.client().containers().inspect(target.container());
            return new CopyEnd(path, false, false, "");
        }
    }

    /** A path of this machine, absolute, its end as it was given. */
    private static String local(Context context, String path) {
        String absolute = context.session().resolve(path).toString();
        String ending = CopyEnd.namesContents(path) ? "/." : path.endsWith("/") ? "/" : "";
        return absolute.equals("/") ? "/" + ending.substring(Math.min(1, ending.length())) : absolute + ending;
    }

    private void copied(Context context, long bytes, String to) throws IOException {
        if (!quiet && context.err().isTerminal()) {
            context.err().println("Successfully copied " + Human.sizeShort(bytes) + " to " + to);
        }
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long total;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            total += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            total += Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long n = super.skip(bytes);
            total += n;
            return n;
        }
    }
}
