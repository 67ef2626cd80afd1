package dev.berth.shell;

import dev.berth.docker.ContainerSummary;
import dev.berth.docker.MountPoint;
import dev.berth.shell.format.Human;
import dev.berth.shell.format.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A line of {@code ps}. */
final class ContainerRow {

    private static final int COMMAND_WIDTH = 20;
    private static final int MOUNT_WIDTH = 15;

    private ContainerRow() {
    }

    static Row of(ContainerSummary c, boolean whole, Instant now) {
        Instant created = Instant.ofEpochSecond(c.created());
        return new Row().put("ID", whole ? c.id() : Human.shortId(c.id()))
                .put("Image", image(c, whole))
                .put("Command", Json.write(whole ? c.command() : Human.ellipsis(c.command(), COMMAND_WIDTH)))
                .putLate("CreatedAt", () -> Human.time(created, ZoneId.systemDefault()))
                .put("RunningFor", Human.ago(created, now))
                .put("Ports", PortList.text(c.ports()))
                .put("State", c.state())
                .put("Status", c.status())
                .putLate("Size", () -> size(c))
                .put("Names", names(c, whole))
                // docker knows it of containerd's images only
                .put("Platform", Json.Null.NIL)
                .putLate("Mounts", () -> mounts(c, whole))
                .putLate("LocalVolumes", () -> Long.toString(c.mounts().stream()
                        .filter(m -> m.driver().filter("local"::equals).isPresent()).count()))
                .putLate("Networks", () -> String.join(",", c.networkSettings().networks().keySet()))
                .labels(c.labels());
    }

    /** An id in short, and a name without its digest, unless all is asked for. */
    private static String image(ContainerSummary c, boolean whole) {
        if (c.image().isEmpty()) {
            return "<no image>";
        }
        String id = Human.shortId(c.imageId());
        if (!whole && !id.isEmpty() && id.equals(Human.shortId(c.image()))) {
            return id;
        }
        int at = whole ? -1 : c.image().indexOf('@');
        return at < 0 ? c.image() : c.image().substring(0, at);
    }

    private static String names(ContainerSummary c, boolean whole) {
        List<String> names = new ArrayList<>(c.names().size());
        for (String name : c.names()) {
            String plain = name.startsWith("/") ? name.substring(1) : name;
            // a link's name holds another slash
            if (whole || plain.indexOf('/') < 0) {
                names.add(plain);
            }
        }
        return String.join(",", names);
    }

    private static String size(ContainerSummary c) {
        String own = Human.sizeShort(c.sizeRw().orElse(0));
        return c.sizeRootFs().isPresent() && c.sizeRootFs().getAsLong() > 0
                ? own + " (virtual " + Human.sizeShort(c.sizeRootFs().getAsLong()) + ")" : own;
    }

    private static String mounts(ContainerSummary c, boolean whole) {
        List<String> mounts = new ArrayList<>(c.mounts().size());
        for (MountPoint m : c.mounts()) {
            String name = m.name().filter(n -> !n.isEmpty()).orElse(m.source());
            mounts.add(whole ? name : Human.ellipsis(name, MOUNT_WIDTH));
        }
        return String.join(",", mounts);
    }
}
