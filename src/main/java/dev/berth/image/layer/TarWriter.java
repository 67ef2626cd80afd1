package dev.berth.image.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a tar archive: ustar headers, and pax headers for what does not fit into them (long names, large numbers,
 * nanoseconds, extended attributes). The same files give the same bytes.
 */
public final class TarWriter {

    private static final long OCTAL_7 = 1L << 21;
    private static final long OCTAL_11 = 1L << 33;

    private final OutputStream out;

    /**
     * A writer.
     *
     * @param out where to, buffered; never closed here
     */
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a file's header. Its data follows, exactly {@link TarEntry#size} bytes, then {@link #pad}.
     *
     * @param entry the file
     */
    public void begin(TarEntry entry) throws IOException {
        if (entry.sparse().length > 0) {
            throw new IllegalArgumentException("sparse files are written whole");
        }
        Map<String, String> pax = new LinkedHashMap<>();
        if (entry.name().length() > 100) {
            pax.put("path", entry.name());
        }
        if (entry.linkName().length() > 100) {
            pax.put("linkpath", entry.linkName());
        }
        if (entry.uid() >= OCTAL_7) {
            pax.put("uid", Long.toString(entry.uid()));
        }
        if (entry.gid() >= OCTAL_7) {
            pax.put("gid", Long.toString(entry.gid()));
        }
        if (entry.size() >= OCTAL_11) {
            pax.put("size", Long.toString(entry.size()));
        }
        if (entry.modifiedNanos() != 0 || entry.modifiedSeconds() < 0 || entry.modifiedSeconds() >= OCTAL_11) {
            pax.put("mtime", time(entry.modifiedSeconds(), entry.modifiedNanos()));
        }
        entry.xattrs().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(x -> pax.put("SCHILY.xattr." + x.getKey(), x.getValue()));
        if (!pax.isEmpty()) {
            extended(pax);
        }
        header(type(entry.type()), entry);
    }

    /**
     * Writes data of the file begun last.
     *
     * @param bytes the data
     * @param length how much of it
     */
    public void data(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    /**
     * Fills up the file's last block.
     *
     * @param size of the file
     */
    public void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & TarHeader.BLOCK - 1)]);
    }

    /** Writes a small file. */
    public void file(String name, byte[] contents) throws IOException {
        begin(new TarEntry(TarEntry.Type.FILE, name, "", 0644, 0, 0, contents.length, 0, 0, 0, 0, Map.of(),
                new long[0]));
        data(contents, contents.length);
        pad(contents.length);
    }

    /** Writes the end mark. */
    public void finish() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK]);
        out.flush();
    }

    private void extended(Map<String, String> records) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        records.forEach((key, value) -> {
            String record = ' ' + key + '=' + value + '\n';
            int length = record.length() + 1;
            while (record.length() + Integer.toString(length).length() != length) {
                length++;
            }
            body.writeBytes((length + record).getBytes(StandardCharsets.ISO_8859_1));
        });
        header('x', new TarEntry(TarEntry.Type.FILE, "PaxHeaders.0", "", 0644, 0, 0, body.size(), 0, 0, 0, 0, Map.of(),
                new long[0]));
        out.write(body.toByteArray());
        pad(body.size());
    }

    private void header(char type, TarEntry entry) throws IOException {
        byte[] block = new byte[TarHeader.BLOCK];
        text(block, 0, 100, entry.name());
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, entry.uid() >= OCTAL_7 ? 0 : entry.uid());
        octal(block, 116, 8, entry.gid() >= OCTAL_7 ? 0 : entry.gid());
        octal(block, 124, 12, entry.size() >= OCTAL_11 ? 0 : entry.size());
        octal(block, 136, 12, entry.modifiedSeconds() < 0 || entry.modifiedSeconds() >= OCTAL_11 ? 0
                : entry.modifiedSeconds());
        block[156] = (byte) type;
        text(block, 157, 100, entry.linkName());
        text(block, 257, 8, "ustar\00000");
        octal(block, 329, 8, entry.deviceMajor());
        octal(block, 337, 8, entry.deviceMinor());
        text(block, 148, 8, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
        block[155] = ' ';
        out.write(block);
    }

    private static String time(long seconds, int nanos) {
        // -1.5 is 2 seconds before 1970 and half a second on
        boolean negative = seconds < 0;
        long whole = negative && nanos > 0 ? seconds + 1 : seconds;
        long fraction = negative && nanos > 0 ? 1_000_000_000 - nanos : nanos;
        String digits = Long.toString(1_000_000_000 + fraction).substring(1);
        return (negative ? "-" : "") + Math.abs(whole) + (fraction == 0 ? "" : '.' + digits);
    }

    private static char type(TarEntry.Type type) {
        return switch (type) {
            case FILE -> '0';
            case HARDLINK -> '1';
            case SYMLINK -> '2';
            case CHARACTER -> '3';
            case BLOCK -> '4';
            case DIRECTORY -> '5';
            case FIFO -> '6';
        };
    }

    private static void text(byte[] block, int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, length));
    }

    private static void octal(byte[] block, int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 2; i >= offset; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }
}
