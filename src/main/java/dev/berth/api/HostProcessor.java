package dev.berth.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** Processor time of the whole machine, against which Docker's clients hold a container's. */
final class HostProcessor {
    private static final Path STAT = Path.of("/proc/stat");
    /** {@code USER_HZ} is 100 on every Linux. */
    private static final long NANOS_PER_TICK = 10_000_000L;
    /** User, nice, system, idle, iowait, irq and softirq: the fields that Docker adds up. */
    private static final int FIELDS = 7;

    /** Nanoseconds of all processors since boot, idle ones too. */
    long nanos() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(STAT, StandardCharsets.US_ASCII)) {
            StringTokenizer fields = new StringTokenizer(reader.readLine());
            fields.nextToken();
            long ticks = 0;
            for (int i = 0; i < FIELDS && fields.hasMoreTokens(); i++) {
                ticks += Long.parseLong(fields.nextToken());
            }
            return ticks * NANOS_PER_TICK;
        }
    }

    /** How many processors there are. */
    int online() {
        return Runtime.getRuntime().availableProcessors();
    }
}
