package dev.berth.console;

import dev.berth.docker.BerthSummary;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.FilesystemChange;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.PortSummary;
import dev.berth.docker.ProfileSummary;
import dev.berth.docker.Session;
import dev.berth.docker.UsageRow;
import dev.berth.docker.Volume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the console's items of the engine's. */
final class EngineItems {
    private EngineItems() {
    }

    static ContainerItem container(ContainerSummary summary) {
        String name = summary.names().isEmpty() ? summary.id().substring(0, Math.min(12, summary.id().length()))
                : withoutSlash(summary.names().get(0));
        Optional<BerthSummary> berth = summary.berth();
        return new ContainerItem(summary.id(), name, summary.image(), summary.command(), summary.state(),
                Age.coarse(summary.status()), ports(summary.ports()),
                berth.isPresent() ? berth.get().memoryLimit() : OptionalLong.empty(),
                berth.flatMap(BerthSummary::profile), Instant.ofEpochSecond(summary.created()));
    }

    static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static String ports(List<PortSummary> ports) {
        List<String> words = new ArrayList<>();
        for (PortSummary port : ports) {
            String inside = port.privatePort() + (port.type().equals("tcp") ? "" : "/" + port.type());
            String word = port.publicPort().isPresent() ? port.publicPort().getAsInt() + "→" + inside : inside;
            if (!words.contains(word)) {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    /** One item for each name; an image without one is an item too. */
    static List<ImageItem> images(ImageSummary summary) {
        List<ImageItem> items = new ArrayList<>();
        for (String name : summary.repoTags()) {
            if (!name.equals("<none>:<none>")) {
                items.add(image(summary, name));
            }
        }
        if (items.isEmpty()) {
            items.add(image(summary, ""));
        }
        return items;
    }

    private static ImageItem image(ImageSummary summary, String name) {
        return new ImageItem(summary.id(), name, summary.size(), Instant.ofEpochSecond(summary.created()),
                summary.containers());
    }

    static VolumeItem volume(Volume volume) {
        return new VolumeItem(volume.name(), volume.driver(), volume.mountpoint(),
                DetailLines.time(volume.createdAt()));
    }

    static List<Detail> details(Volume volume) {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("Name", volume.name()));
        details.add(new Detail("Driver", volume.driver()));
        details.add(new Detail("Directory", volume.mountpoint()));
        details.add(new Detail("Created", DetailLines.time(volume.createdAt())));
        details.add(new Detail("Scope", volume.scope()));
        volume.options().forEach((key, value) -> details.add(new Detail("Option", key + "=" + value)));
        volume.labels().forEach((key, value) -> details.add(new Detail("Label", key + "=" + value)));
        return details;
    }

    /** The numbers are those of Docker's API: 0 modified, 1 added, 2 deleted. */
    static FileItem difference(FilesystemChange change) {
        return new FileItem(change.path(), change.kind() == 1 ? FileItem.Change.ADDED
                : change.kind() == 2 ? FileItem.Change.DELETED : FileItem.Change.CHANGED, -1);
    }

    static ProfileItem profile(ProfileSummary summary) {
        return new ProfileItem(summary.name(), summary.description(), summary.image(), summary.source(),
                summary.error());
    }

    static SessionItem session(Session session) {
        return new SessionItem(session.id(), session.name(), String.join(" ", session.command()), session.attached());
    }

    static Usage usage(UsageRow row) {
        OptionalLong limit = row.memoryLimitBytes() > 0 ? OptionalLong.of(row.memoryLimitBytes())
                : OptionalLong.empty();
        return new Usage(row.id(), row.cpuPercent(), row.memoryBytes(), limit, row.pids(),
                new Traffic(row.receivedBytes(), row.sentBytes(), row.readBytes(), row.writeBytes()));
    }
}
