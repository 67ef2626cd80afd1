package dev.berth.profile.form;

import dev.berth.profile.Namespaces.IdRange;
import dev.berth.profile.Namespaces.Mode;
import dev.berth.profile.Namespaces.Network;
import dev.berth.profile.Namespaces.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where namespaces come from: {@code private}, {@code host}, {@code container:NAME}, a network, an id mapping. */
public final class NamespaceModes {

    /** What a pid, ipc, uts or cgroup namespace may be, for error messages. */
    public static final String ACCEPTED = "\"private\", \"host\" or \"container:NAME\"";

    /** What a network may be, for error messages. */
    public static final String ACCEPTED_NETWORK =
            "\"none\", \"host\", \"container:NAME\", \"bridge\" or a network's name";

    /** What a user namespace may be, for error messages. */
    public static final String ACCEPTED_USER =
            "\"host\", \"auto\" or { map = \"container:host:count\" }, for example { map = \"0:100000:65536\" }";

    private static final String CONTAINER = "container:";
    private static final long LAST_ID = 4_294_967_294L;

    private NamespaceModes() {
    }

    /**
     * Reads a pid, ipc, uts or cgroup namespace.
     *
     * @param kind {@code pid}, {@code ipc}, {@code uts} or {@code cgroup}
     * @param text docker's form; {@code shareable} is taken for {@code private}, empty too
     * @return where the namespace comes from
     * @throws FormException in docker's wording
     */
    public static Mode mode(String kind, String text) {
        if (text.isEmpty() || text.equals("private") || text.equals("shareable") && kind.equals("ipc")) {
            return new Mode.Private();
        }
        if (text.equals("host")) {
            return new Mode.Host();
        }
        if (text.startsWith(CONTAINER) && text.length() > CONTAINER.length()) {
            return new Mode.Container(text.substring(CONTAINER.length()));
        }
        throw new FormException("--" + (kind.equals("cgroup") ? "cgroupns" : kind) + ": invalid "
                + kind.toUpperCase(Locale.ROOT) + " mode");
    }

    /**
     * Reads a network.
     *
     * @param text docker's form; empty and {@code default} are {@code bridge}
     * @return the network
     * @throws FormException if a container's name is missing or the name cannot be a network's
     */
    public static Network network(String text) {
        switch (text) {
            case "none":
                return new Network.None();
            case "host":
                return new Network.Host();
            case "":
            case "default":
                return new Network.Named("bridge");
            default:
        }
        if (text.startsWith(CONTAINER)) {
            if (text.length() == CONTAINER.length()) {
                throw new FormException("invalid container format container:<name|id>");
            }
            return new Network.Container(text.substring(CONTAINER.length()));
        }
        if (!Names.isName(text)) {
            throw new FormException("invalid network name: " + text);
        }
        return new Network.Named(text);
    }

    /**
     * Reads a user namespace.
     *
     * @param text {@code host}, {@code auto}, or one or more ranges {@code container:host:count} joined by commas
     * @return the user namespace; {@code private} is taken for {@code auto}
     * @throws FormException in docker's wording, or naming the range
     */
    public static User user(String text) {
        if (text.equals("host")) {
            return new User.Host();
        }
        if (text.equals("auto") || text.equals("private")) {
            return new User.Auto();
        }
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            throw new FormException("--userns: invalid USER mode");
        }
        List<IdRange> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(range(part));
        }
        return new User.Mapped(List.copyOf(ranges));
    }

    private static IdRange range(String text) {
        String[] parts = text.split(":", -1);
        FormException invalid = new FormException("invalid id range: \"" + text + "\" is not container:host:count");
        if (parts.length != 3) {
            throw invalid;
        }
        long[] numbers = new long[3];
        for (int i = 0; i < 3; i++) {
            try {
                numbers[i] = Long.parseLong(parts[i]);
            } catch (NumberFormatException e) {
                throw invalid;
            }
            if (numbers[i] < 0 || numbers[i] > LAST_ID) {
                throw invalid;
            }
        }
        if (numbers[2] == 0 || numbers[0] + numbers[2] > LAST_ID + 1 || numbers[1] + numbers[2] > LAST_ID + 1) {
            throw invalid;
        }
        return new IdRange(numbers[0], numbers[1], numbers[2]);
    }

    /** Writes a pid, ipc, uts or cgroup namespace. */
    public static String format(Mode mode) {
        if (mode instanceof Mode.Container container) {
            return CONTAINER + container.name();
        }
        return mode instanceof Mode.Host ? "host" : "private";
    }

    /** Writes a network. */
    public static String format(Network network) {
        if (network instanceof Network.Container container) {
            return CONTAINER + container.name();
        }
        if (network instanceof Network.Named named) {
            return named.name();
        }
        return network instanceof Network.Host ? "host" : "none";
    }

    /** Writes id ranges, joined by commas. */
    public static String format(User.Mapped mapped) {
        StringBuilder text = new StringBuilder();
        for (IdRange range : mapped.ranges()) {
            text.append(text.length() == 0 ? "" : ",").append(range.container()).append(':').append(range.host())
                    .append(':').append(range.count());
        }
        return text.toString();
    }
}
