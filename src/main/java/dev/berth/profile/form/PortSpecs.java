package dev.berth.profile.form;

import dev.berth.profile.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Published ports, docker's {@code -p}: {@code [[ip:][host]:]container[/protocol]}, numbers or ranges. */
public final class PortSpecs {

    /** What a published port may look like, for error messages. */
    public static final String ACCEPTED = "\"[ip:][host:]container[/tcp|udp|sctp]\", for example \"127.0.0.1:8080:80\"";

    private PortSpecs() {
    }

    /**
     * Reads one {@code -p} value.
     *
     * @param text docker's form; an IPv6 address stands in brackets
     * @return one port for each container port of the range
     * @throws FormException in docker's wording
     */
    public static List<Port> parse(String text) {
        int slash = text.lastIndexOf('/');
        String protocol = slash < 0 ? "tcp" : protocol(text.substring(slash + 1));
        String rest = slash < 0 ? text : text.substring(0, slash);
        int colon = rest.lastIndexOf(':');
        String container = rest.substring(colon + 1);
        if (container.isEmpty()) {
            throw new FormException("no port specified: " + text + "<empty>");
        }
        String before = colon < 0 ? "" : rest.substring(0, colon);
        int addressEnd = before.lastIndexOf(':');
        String host = before.substring(addressEnd + 1);
        Optional<String> address = addressEnd < 0 ? Optional.empty() : address(before.substring(0, addressEnd));
        int[] inside = range(container, "containerPort");
        int[] outside = host.isEmpty() ? new int[0] : range(host, "hostPort");
        int count = inside[1] - inside[0];
        if (outside.length > 0 && outside[1] - outside[0] != count) {
            throw new FormException("invalid ranges specified for container and host Ports: " + container + " and "
                    + host);
        }
        List<Port> ports = new ArrayList<>(count + 1);
        for (int i = 0; i <= count; i++) {
            OptionalInt hostPort = outside.length == 0 || outside[0] == 0 ? OptionalInt.empty()
                    : OptionalInt.of(outside[0] + i);
            ports.add(new Port(address, hostPort, inside[0] + i, protocol));
        }
        return List.copyOf(ports);
    }

    /**
     * Reads a protocol.
     *
     * @param text {@code tcp}, {@code udp} or {@code sctp}, in any case
     * @return in lower case
     * @throws FormException in docker's wording
     */
    public static String protocol(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals("tcp") && !lower.equals("udp") && !lower.equals("sctp")) {
            throw new FormException("invalid proto: " + text);
        }
        return lower;
    }

    private static int[] range(String text, String what) {
        int dash = text.indexOf('-');
        int from = port(dash < 0 ? text : text.substring(0, dash), text, what);
        int to = dash < 0 ? from : port(text.substring(dash + 1), text, what);
        if (to < from || from == 0 && (to != 0 || what.equals("containerPort"))) {
            throw new FormException("invalid " + what + ": " + text);
        }
        return new int[] {from, to};
    }

    private static int port(String text, String all, String what) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 4) {
                throw new FormException("invalid " + what + ": " + all);
            }
            value = value * 10 + digit;
        }
        if (text.isEmpty() || value > 65_535) {
            throw new FormException("invalid " + what + ": " + all);
        }
        return value;
    }

    /**
     * Reads a host address; empty is all addresses.
     *
     * @param text an IPv4 address, or an IPv6 address with or without brackets
     * @return the address without brackets
     * @throws FormException if it is not a literal address
     */
    public static Optional<String> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (bare.indexOf(':') < 0 ? !isIpv4(bare) : !isIpv6(bare)) {
            throw new FormException("invalid IP address: " + text);
        }
        return Optional.of(bare);
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || part.length() > 1 && part.startsWith("0")
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9') || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int doubled = text.indexOf("::");
        if (doubled >= 0 && text.indexOf("::", doubled + 1) >= 0 || text.contains(":::")) {
            return false;
        }
        if (doubled < 0 && (text.startsWith(":") || text.endsWith(":"))) {
            return false;
        }
        int groups = 0;
        for (String group : text.split(":")) {
            if (group.indexOf('.') >= 0) {
                if (!text.endsWith(group) || !isIpv4(group)) {
                    return false;
                }
                groups += 2;
            } else if (!group.isEmpty()) {
                if (group.length() > 4 || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                    return false;
                }
                groups++;
            }
        }
        return doubled >= 0 ? groups < 8 : groups == 8;
    }

    /**
     * Writes a port as {@code -p} takes it.
     *
     * @param port the port
     * @return docker's form
     */
    public static String format(Port port) {
        String address = port.hostAddress().map(a -> (a.indexOf(':') >= 0 ? "[" + a + "]" : a) + ":").orElse("");
        String host = port.hostPort().isPresent() ? port.hostPort().getAsInt() + ":" : address.isEmpty() ? "" : ":";
        return address + host + port.containerPort() + (port.protocol().equals("tcp") ? "" : "/" + port.protocol());
    }
}
