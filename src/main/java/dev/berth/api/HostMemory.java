package dev.berth.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** The machine's memory, which is the limit of containers that have none. */
final class HostMemory {
    private static final class Once {
        static final long BYTES = read();
    }

    private HostMemory() {
    }

    /** Bytes; read once, for memory is not added while an engine runs. */
    static long bytes() {
        return Once.BYTES;
    }

    private static long read() {
        try (BufferedReader reader = Files.newBufferedReader(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII)) {
            StringTokenizer fields = new StringTokenizer(reader.readLine());
            fields.nextToken();
            return Long.parseLong(fields.nextToken()) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the machine's memory from /proc/meminfo", e);
        }
    }
}
