package dev.berth.isolation.capability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the engine itself may do: it can give no more to a container. Inside another container that is not all. */
public final class OwnCapabilities {

    private OwnCapabilities() {
    }

    /**
     * Reads {@code CapPrm} of {@code /proc/self/status}; what this kernel does not know is not in it.
     *
     * @throws IOException if it cannot be read
     */
    public static long read() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/status")));
    }

    /** The permitted set in the text of a {@code status} file. */
    static long parse(String status) throws IOException {
        int at = status.indexOf("\nCapPrm:");
        int end = status.indexOf('\n', at + 1);
        if (at < 0 || end < 0) {
            throw new IOException("/proc/self/status does not tell the capabilities");
        }
        return Long.parseUnsignedLong(status.substring(at + "\nCapPrm:".length(), end).strip(), 16);
    }
}
