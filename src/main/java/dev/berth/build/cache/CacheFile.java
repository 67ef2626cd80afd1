package dev.berth.build.cache;

import dev.berth.image.Digest;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.store.BuiltLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The cache's records on the disk: a line each, added at the end without waiting for the disk. A line that a crash cut
 * off or damaged does not pass its check sum and is as good as a step that was never cached.
 */
final class CacheFile {

    private static final String NONE = "-";
    private static final String USED = "used";

    private final Path file;

    CacheFile(Path file) {
        this.file = file;
    }

    /**
     * What the file says.
     *
     * @param records all whole records by key, the newest one of each
     * @param used when they were used last, where they were
     */
    record Content(Map<Digest, CacheRecord> records, Map<Digest, Instant> used) {
    }

    /** Reads it. */
    Content read() throws IOException {
        Map<Digest, CacheRecord> records = new LinkedHashMap<>();
        Map<Digest, Instant> used = new HashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                parse(line).ifPresent(record -> {
                    records.remove(record.key());
                    records.put(record.key(), record);
                });
                if (line.startsWith(USED)) {
                    readUse(line, used);
                }
            }
        }
        used.keySet().retainAll(records.keySet());
        return new Content(records, used);
    }

    private static void readUse(String line, Map<Digest, Instant> used) {
        String[] fields = line.split(" ");
        if (fields.length == 4 && sum(line.substring(0, line.lastIndexOf(' '))).equals(fields[3])) {
            used.put(new Digest(fields[1]), Instant.parse(fields[2]));
        }
    }

    /** Adds a record. */
    void add(CacheRecord record) throws IOException {
        append(line(record));
    }

    /** Adds that a record was used. */
    void use(Digest key, Instant when) throws IOException {
        append(line(key, when));
    }

    private void append(String text) throws IOException {
        // a line that was cut off before must not take this one with it
        byte[] line = ('\n' + text).getBytes(StandardCharsets.ISO_8859_1);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.wrap(line));
        }
    }

    /** Writes the file anew. */
    void write(Content content) throws IOException {
        StringBuilder text = new StringBuilder();
        content.records().values().forEach(record -> text.append(line(record)));
        content.used().forEach((key, when) -> text.append(line(key, when)));
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text, StandardCharsets.ISO_8859_1);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String line(Digest key, Instant when) {
        String fields = USED + ' ' + key.hex() + ' ' + when;
        return fields + ' ' + sum(fields) + '\n';
    }

    private static String line(CacheRecord record) {
        String fields = record.key().hex() + ' ' + record.created() + ' '
                + record.chain().map(Digest::hex).orElse(NONE) + ' '
                + record.layer().map(layer -> layer.diffId().hex() + ' ' + layer.blob().digest().hex() + ' '
                        + layer.blob().size() + ' ' + layer.blob().mediaType()).orElse(NONE);
        return fields + ' ' + sum(fields) + '\n';
    }

    private static Optional<CacheRecord> parse(String line) {
        int last = line.lastIndexOf(' ');
        if (last < 0 || !sum(line.substring(0, last)).equals(line.substring(last + 1))) {
            return Optional.empty();
        }
        String[] fields = line.substring(0, last).split(" ");
        try {
            Digest key = new Digest(fields[0]);
            Instant created = Instant.parse(fields[1]);
            if (fields[2].equals(NONE)) {
                return Optional.of(new CacheRecord(key, created, Optional.empty(), Optional.empty()));
            }
            Descriptor blob = Descriptor.of(fields[6], new Digest(fields[4]), Long.parseLong(fields[5]));
            return Optional.of(new CacheRecord(key, created, Optional.of(new BuiltLayer(new Digest(fields[3]), blob)),
                    Optional.of(new Digest(fields[2]))));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            // whole, but of another version
            return Optional.empty();
        }
    }

    private static String sum(String fields) {
        CRC32 crc = new CRC32();
        crc.update(fields.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
