package dev.berth.shell;

import dev.berth.docker.BuildCacheRecord;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.DiskUsage;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.Volume;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth system df}: what takes space. */
@CommandLine.Command(name = "df", description = "Show disk usage")
final class SystemDf extends Command {

    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;

    @Option(names = {"-v", "--verbose"}, description = "Show detailed information on space usage")
    private boolean verbose;

    @Override
    protected int run(Context context) throws IOException {
        DiskUsage usage = context.client().system().diskUsage();
        if (verbose) {
            SpaceDetails.print(context, usage, format);
            return 0;
        }
        new Listing("{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}",
                Map.of("TotalCount", "TOTAL"), "*formatter.diskUsageImagesContext")
                .print(context, format, List.of(images(usage), containers(usage), volumes(usage), cache(usage)));
        return 0;
    }

    private static Row images(DiskUsage usage) {
        long used = 0;
        int active = 0;
        for (ImageSummary image : usage.images()) {
            if (image.containers() > 0) {
                active++;
                used += image.size() - Math.max(0, image.sharedSize());
            }
        }
        return row("Images", usage.images().size(), active, usage.layersSize(),
                Math.max(0, usage.layersSize() - used));
    }

    private static Row containers(DiskUsage usage) {
        long size = 0;
        long reclaimable = 0;
        int active = 0;
        for (ContainerSummary c : usage.containers()) {
            boolean runs = c.state().equals("running") || c.state().equals("paused")
                    || c.state().equals("restarting");
            active += runs ? 1 : 0;
            size += c.sizeRw().orElse(0);
            reclaimable += runs ? 0 : c.sizeRw().orElse(0);
        }
        return row("Containers", usage.containers().size(), active, size, reclaimable);
    }

    private static Row volumes(DiskUsage usage) {
        long size = 0;
        long reclaimable = 0;
        int active = 0;
        for (Volume v : usage.volumes()) {
            long bytes = v.usageData().map(u -> u.size()).orElse(0L);
            boolean used = v.usageData().filter(u -> u.refCount() > 0).isPresent();
            active += used ? 1 : 0;
            size += Math.max(0, bytes);
            reclaimable += used ? 0 : Math.max(0, bytes);
        }
        return row("Local Volumes", usage.volumes().size(), active, size, reclaimable);
    }

    private static Row cache(DiskUsage usage) {
        long size = usage.buildCache().stream().filter(one -> !one.shared()).mapToLong(BuildCacheRecord::size).sum();
        int active = (int) usage.buildCache().stream().filter(BuildCacheRecord::inUse).count();
        long used = usage.buildCache().stream().filter(one -> one.inUse() && !one.shared())
                .mapToLong(BuildCacheRecord::size).sum();
        // docker gives no share here
        return row("Build Cache", usage.buildCache().size(), active, size, Human.size(size - used));
    }

    private static Row row(String type, int total, int active, long size, long reclaimable) {
        String share = size > 0 ? " (" + reclaimable * 100 / size + "%)" : "";
        return row(type, total, active, size, Human.size(reclaimable) + share);
    }

    private static Row row(String type, int total, int active, long size, String reclaimable) {
        return new Row().put("Type", type).put("TotalCount", Integer.toString(total))
                .put("Active", Integer.toString(active)).put("Size", Human.size(size))
                .put("Reclaimable", reclaimable);
    }
}
