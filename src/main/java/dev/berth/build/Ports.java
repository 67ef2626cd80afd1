package dev.berth.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ports of {@code EXPOSE} as image configurations have them. */
final class Ports {

    private static final int MOST = 65535;

    private Ports() {
    }

    /**
     * The ports of a word.
     *
     * @param word {@code 80}, {@code 80/udp}, {@code 8000-8005/tcp}; what stands before a colon is the host's and means
     *     nothing to an image
     * @return {@code 80/tcp} …
     * @throws BuildException if it is none
     */
    static List<String> expand(String word) throws BuildException {
        int slash = word.indexOf('/');
        String protocol = slash < 0 ? "tcp" : word.substring(slash + 1).toLowerCase(Locale.ROOT);
        String numbers = slash < 0 ? word : word.substring(0, slash);
        numbers = numbers.substring(numbers.lastIndexOf(':') + 1);
        if (!Set.of("tcp", "udp", "sctp").contains(protocol)) {
            throw BuildException.badRequest("invalid proto: " + protocol);
        }
        int dash = numbers.indexOf('-');
        int first = number(dash < 0 ? numbers : numbers.substring(0, dash), word);
        int last = dash < 0 ? first : number(numbers.substring(dash + 1), word);
        if (last < first) {
            throw BuildException.badRequest("invalid containerPort: " + word);
        }
        List<String> ports = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            ports.add(port + "/" + protocol);
        }
        return ports;
    }

    private static int number(String text, String word) throws BuildException {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) > MOST) {
            throw BuildException.badRequest("invalid containerPort: " + word);
        }
        return Integer.parseInt(text);
    }
}
