package dev.berth.build;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Listens to a step without network for a command that looks for one. With docker a step has one unless told
 * otherwise, so who comes from there may not know why {@code apt-get update} fails.
 */
final class NetworkHint {

    /** What the kernel and the resolvers of glibc, busybox, curl, apt, apk, Java, Node and Python say. */
    private static final List<String> SIGNS = List.of("etwork is unreachable", "etwork unreachable",
            "Temporary failure in name resolution", "Name or service not known", "bad address '", "Could not resolve",
            "Temporary failure resolving", "try again later", "Unknown host", "EAI_AGAIN", "ENOTFOUND");
    private static final String HINT = "(this step has no network: build with --network host if it needs one)\n";
    /** So much of the end of the output is looked at, in bytes: package managers say why after each try. */
    private static final int KEPT = 4096;

    private final StringBuilder end = new StringBuilder();

    /** The command said this. */
    synchronized void heard(byte[] output) {
        // one byte is one character: the signs are ASCII
        end.append(new String(output, StandardCharsets.ISO_8859_1));
        if (end.length() > KEPT) {
            end.delete(0, end.length() - KEPT);
        }
    }

    /** What to tell the user after the command failed; empty if it failed for something else. */
    synchronized byte[] text() {
        boolean looked = SIGNS.stream().anyMatch(sign -> end.indexOf(sign) >= 0);
        String lineEnd = end.length() > 0 && end.charAt(end.length() - 1) != '\n' ? "\n" : "";
        return looked ? (lineEnd + HINT).getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }
}
