package dev.berth.shell;

import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.client.JsonStream;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.UsageRow;
import dev.berth.docker.UsageSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What containers use, for {@code stats}. Berth's engine tells it of all containers in one stream. */
final class UsageSource {

    private final DockerClient client;
    private final boolean all;
    private final List<String> ids;

    /**
     * A source.
     *
     * @param client a Berth engine's
     * @param all also containers that do not run
     * @param ids only these; empty for all
     */
    UsageSource(DockerClient client, boolean all, List<String> ids) {
        this.client = client;
        this.all = all;
        this.ids = ids;
    }

    JsonStream<UsageSample> stream() throws IOException {
        return client.berth().usage();
    }

    List<UsageRow> once() throws IOException {
        return wanted(client.berth().usageOnce());
    }

    /** The rows that were asked for, containers that do not run with nothing used. */
    List<UsageRow> wanted(UsageSample sample) throws IOException {
        List<UsageRow> rows = new ArrayList<>();
        for (UsageRow row : sample.containers()) {
            if (ids.isEmpty() || ids.contains(row.id())) {
                rows.add(row);
            }
        }
        if (all || !ids.isEmpty()) {
            addStopped(rows);
        }
        return rows;
    }

    private void addStopped(List<UsageRow> rows) throws IOException {
        for (ContainerSummary c : client.containers().list(true, 0, false, new Filters())) {
            boolean known = rows.stream().anyMatch(row -> row.id().equals(c.id()));
            if (!known && (ids.isEmpty() || ids.contains(c.id()))) {
                String name = c.names().isEmpty() ? "--" : c.names().get(0).substring(1);
                rows.add(new UsageRow(c.id(), name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            }
        }
    }
}
