package dev.berth.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a container's {@code hosts}, {@code hostname} and {@code resolv.conf}. */
final class EtcFiles {

    private EtcFiles() {
    }

    static void write(Path directory, ContainerRecord record) throws IOException {
        String hostname = record.profile().hostname().orElse(record.id().substring(0, 12));
        Files.writeString(directory.resolve("hostname"), hostname + "\n");
        Files.writeString(directory.resolve("hosts"), "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost"
                + " ip6-loopback\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n127.0.1.1\t" + hostname + "\n");
        Path resolver = Path.of("/etc/resolv.conf");
        Files.writeString(directory.resolve("resolv.conf"), Files.exists(resolver) ? Files.readString(resolver) : "");
    }
}
