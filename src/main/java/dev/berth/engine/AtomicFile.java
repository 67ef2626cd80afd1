package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are always whole: written beside, synced if they are to outlive a crash, and renamed. */
final class AtomicFile {

    private AtomicFile() {
    }

    /**
     * Writes a file.
     *
     * @param file which one
     * @param text its content
     * @param durable whether it is to survive a crash of the machine
     */
    static void write(Path file, String text, boolean durable) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durable) {
                channel.force(false);
            }
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
