package dev.berth.console;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a container looks as a row of the list. */
final class ContainerTable {
    /** The columns, in the order of the cells. */
    private static final List<Column> COLUMNS = List.of(
            new Column("NAME", 10, 32, false, 10),
            new Column("IMAGE", 10, 40, false, 5),
            new Column("STATE", 12, 12, false, 9),
            new Column("CPU", 6, 7, true, 8),
            new Column("MEMORY", 17, 19, true, 7),
            new Column("PIDS", 4, 6, true, 6),
            new Column("STATUS", 13, 30, false, 4),
            new Column("PORTS", 10, 40, false, 3),
            new Column("COMMAND", 12, 40, false, 2));

    /**
     * The list of containers.
     *
     * @param usage what a container uses
     */
    static ListLook<ContainerItem> look(Function<String, Optional<Usage>> usage) {
        return new ListLook<>("Containers", "container", "No containers. Press n to launch one from a profile.",
                COLUMNS, orders(usage), ContainerItem::id, ContainerItem::name,
                ContainerTable::searched,
                item -> cells(item, usage.apply(item.id())));
    }

    private static List<Comparator<ContainerItem>> orders(Function<String, Optional<Usage>> usage) {
        return List.of(
                Comparator.comparing(ContainerItem::name),
                Comparator.comparing(ContainerItem::image),
                Comparator.comparing(ContainerItem::state),
                Comparator.comparingDouble(item -> usage.apply(item.id()).map(Usage::cpuPercent).orElse(-1.0)),
                Comparator.comparingLong(item -> usage.apply(item.id()).map(Usage::memoryBytes).orElse(-1L)),
                Comparator.comparingLong(item -> usage.apply(item.id()).map(Usage::pids).orElse(-1L)),
                Comparator.comparing(ContainerItem::created).reversed(),
                Comparator.comparing(ContainerItem::ports),
                Comparator.comparing(ContainerItem::command));
    }

    private ContainerTable() {
    }

    /** All that its row may say. */
    private static String searched(ContainerItem item) {
        return String.join(" ", item.name(), item.image(), ContainerStatus.cell(item.state(), item.status()).text(),
                item.state(), item.status(), item.ports(), item.command(), item.profile().orElse(""));
    }

    /** The cells of a container; the usage is there when it runs and a sample has come. */
    static List<TextCell> cells(ContainerItem item, Optional<Usage> usage) {
        Role plain = item.isLive() ? Role.TEXT : Role.MUTED;
        return List.of(
                new TextCell(item.name(), plain),
                new TextCell(image(item.image()), plain),
                ContainerStatus.cell(item.state(), item.status()),
                new TextCell(usage.map(u -> Amount.percent(u.cpuPercent())).orElse(""), cpuRole(usage)),
                new TextCell(memory(item, usage), memoryRole(usage)),
                new TextCell(usage.map(u -> Long.toString(u.pids())).orElse(""), plain),
                new TextCell(since(item), Role.MUTED),
                new TextCell(item.ports(), Role.INFO),
                new TextCell(item.command(), Role.MUTED));
    }

    /** The status without what the state says already: health, that it is paused, the exit code. */
    private static String since(ContainerItem item) {
        String status = item.status();
        int open = status.indexOf(" (");
        int close = status.indexOf(')', open);
        boolean told = item.isRunning() || item.isPaused() || item.state().equals("exited");
        return told && open >= 0 && close >= 0 ? status.substring(0, open) + status.substring(close + 1) : status;
    }

    /** An image that has no name any more is told by as much of its id as the list of images shows. */
    private static String image(String reference) {
        int hex = reference.startsWith("sha256:") ? 7 : 0;
        boolean id = reference.length() - hex == 64 && reference.indexOf('/') < 0 && reference.indexOf(':', hex) < 0;
        return id ? reference.substring(hex, hex + 12) : reference;
    }

    private static String memory(ContainerItem item, Optional<Usage> usage) {
        if (usage.isEmpty()) {
            return "";
        }
        String limit = item.memoryLimitBytes().isPresent() ? Amount.binary(item.memoryLimitBytes().getAsLong())
                : usage.get().memoryLimitBytes().isPresent() ? Amount.binary(usage.get().memoryLimitBytes().getAsLong())
                : "-";
        return Amount.binary(usage.get().memoryBytes()) + " / " + limit;
    }

    private static Role cpuRole(Optional<Usage> usage) {
        return usage.isPresent() && usage.get().cpuPercent() >= 90 ? Role.ATTENTION : Role.TEXT;
    }

    private static Role memoryRole(Optional<Usage> usage) {
        boolean full = usage.isPresent() && usage.get().memoryLimitBytes().isPresent()
                && usage.get().memoryBytes() > 0.9 * usage.get().memoryLimitBytes().getAsLong();
        return full ? Role.BAD : Role.TEXT;
    }
}
