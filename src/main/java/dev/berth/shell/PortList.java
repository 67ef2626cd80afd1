package dev.berth.shell;

import dev.berth.docker.PortSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ports as {@code ps} shows them: {@code 0.0.0.0:8080->80/tcp, 443/tcp}, neighbours as ranges. */
final class PortList {

    private PortList() {
    }

    static String text(List<PortSummary> ports) {
        if (ports.isEmpty()) {
            return "";
        }
        List<PortSummary> sorted = new ArrayList<>(ports);
        sorted.sort(Comparator.comparing(PortSummary::type).thenComparing(p -> p.ip().orElse(""))
                .thenComparing(PortSummary::privatePort).thenComparing(p -> p.publicPort().orElse(0)));
        List<String> parts = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || !follows(sorted.get(i - 1), sorted.get(i))) {
                parts.add(range(sorted.get(first), sorted.get(i - 1)));
                first = i;
            }
        }
        return String.join(", ", parts);
    }

    private static boolean follows(PortSummary a, PortSummary b) {
        return a.type().equals(b.type()) && a.ip().equals(b.ip()) && b.privatePort() == a.privatePort() + 1
                && a.publicPort().isPresent() == b.publicPort().isPresent()
                && (a.publicPort().isEmpty() || b.publicPort().getAsInt() == a.publicPort().getAsInt() + 1);
    }

    private static String range(PortSummary from, PortSummary to) {
        StringBuilder out = new StringBuilder();
        if (from.publicPort().isPresent()) {
            String ip = from.ip().orElse("");
            out.append(ip.indexOf(':') >= 0 ? '[' + ip + ']' : ip).append(ip.isEmpty() ? "" : ":");
            numbers(out, from.publicPort().getAsInt(), to.publicPort().orElse(0));
            out.append("->");
        }
        numbers(out, from.privatePort(), to.privatePort());
        return out.append('/').append(from.type()).toString();
    }

    private static void numbers(StringBuilder out, int from, int to) {
        out.append(from);
        if (to != from) {
            out.append('-').append(to);
        }
    }
}
