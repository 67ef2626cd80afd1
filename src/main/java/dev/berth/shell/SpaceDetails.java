package dev.berth.shell;

import dev.berth.docker.BuildCacheRecord;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.DiskUsage;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.Volume;
import dev.berth.shell.format.Human;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What takes space, one by one: {@code system df --verbose}. */
final class SpaceDetails {

    private static final Listing IMAGES = new Listing("{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}"
            + "\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}", Map.of("ID", "IMAGE ID", "CreatedSince",
            "CREATED", "SharedSize", "SHARED SIZE", "UniqueSize", "UNIQUE SIZE"));
    private static final Listing CONTAINERS = new Listing("{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}"
            + "\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}", Map.of("ID", "CONTAINER ID", "LocalVolumes",
            "LOCAL VOLUMES", "RunningFor", "CREATED"));
    private static final Listing CACHE = new Listing("{{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}"
            + "\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}", Map.of("ID", "CACHE ID", "CacheType", "CACHE TYPE",
            "CreatedSince", "CREATED", "LastUsedSince", "LAST USED", "UsageCount", "USAGE"));
    private static final Listing VOLUMES = new Listing("{{.Name}}\t{{.Links}}\t{{.Size}}", Map.of("Name",
            "VOLUME NAME"));

    private SpaceDetails() {
    }

    /**
     * Prints it in docker's order.
     *
     * @param format empty for tables, {@code json}, or a template of {@code .Images}, {@code .Containers}, {@code
     *     .Volumes} and {@code .BuildCache}
     */
    static void print(Context context, DiskUsage usage, String format) throws IOException {
        Instant now = Instant.now();
        boolean whole = !format.isEmpty();
        List<Row> images = new ArrayList<>();
        for (ImageSummary image : usage.images()) {
            // docker shows an image once, by its first name
            Row row = ImageRow.of(image, whole, false, false, now).get(0)
                    .put("Containers", Long.toString(image.containers()));
            images.add(image.repoTags().isEmpty() ? row.put("Repository", "<none>") : row);
        }
        List<Row> containers = new ArrayList<>();
        for (ContainerSummary container : usage.containers()) {
            containers.add(ContainerRow.of(container, whole, now)
                    .put("Size", Human.sizeShort(container.sizeRw().orElse(0))));
        }
        List<Row> volumes = new ArrayList<>();
        for (Volume volume : usage.volumes()) {
            volumes.add(VolumeCommands.row(volume)
                    .put("Links", Long.toString(volume.usageData().map(u -> u.refCount()).orElse(0L)))
                    .put("Size", Human.size(Math.max(0, volume.usageData().map(u -> u.size()).orElse(0L)))));
        }
        if (whole) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("Images", images);
            all.put("Containers", containers);
            all.put("Volumes", volumes);
            all.put("BuildCache", cache(usage, now));
            context.out().print(format.equals("json") ? Json.write(all)
                    : Template.parse(Listing.escapes(format)).render(all));
            return;
        }
        context.println("Images space usage:\n");
        IMAGES.print(context, "", images);
        context.println("\nContainers space usage:\n");
        CONTAINERS.print(context, "", containers);
        context.println("\nLocal Volumes space usage:\n");
        VOLUMES.print(context, "", volumes);
        context.println("\nBuild cache usage: " + Human.size(usage.builderSize().orElse(0)) + "\n");
        CACHE.print(context, "", cache(usage, now));
    }

    private static List<Row> cache(DiskUsage usage, Instant now) {
        List<Row> rows = new ArrayList<>();
        for (BuildCacheRecord one : usage.buildCache()) {
            rows.add(new Row().put("ID", Human.shortId(one.id()) + (one.inUse() ? "*" : ""))
                    .put("CacheType", one.type()).put("Size", Human.size(one.size()))
                    .put("CreatedSince", since(one.createdAt(), now))
                    .put("LastUsedSince", since(one.lastUsedAt(), now))
                    .put("UsageCount", Integer.toString(one.usageCount()))
                    .put("Shared", Boolean.toString(one.shared())));
        }
        return rows;
    }

    private static String since(Optional<String> time, Instant now) {
        return time.map(text -> Human.ago(Instant.parse(text), now)).orElse("");
    }
}
