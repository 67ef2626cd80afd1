package dev.berth.image.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds tar archives block by block, also such as no honest program writes. */
public final class TarBuilder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A regular file. */
    public TarBuilder file(String name, String contents) {
        return entry('0', name, "", 0644, contents.getBytes(StandardCharsets.UTF_8));
    }

    /** A directory. */
    public TarBuilder directory(String name) {
        return entry('5', name, "", 0755, new byte[0]);
    }

    /** A symbolic link. */
    public TarBuilder symlink(String name, String target) {
        return entry('2', name, target, 0777, new byte[0]);
    }

    /** A hard link. */
    public TarBuilder hardlink(String name, String target) {
        return entry('1', name, target, 0644, new byte[0]);
    }

    /** Any type, name and link of any length (GNU long names where they do not fit). */
    public TarBuilder entry(char type, String name, String link, int mode, byte[] contents) {
        if (name.length() > 100) {
            special('L', name + '\0');
        }
        if (link.length() > 100) {
            special('K', link + '\0');
        }
        return raw(type, cut(name), cut(link), mode, contents.length, contents, 1, 3);
    }

    /** A device. */
    public TarBuilder device(char type, String name, int major, int minor) {
        return raw(type, name, "", 0600, 0, new byte[0], major, minor);
    }

    /** A pax extended header with key and value by turns, for the next entry. */
    public TarBuilder pax(String... records) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records.length; i += 2) {
            String record = ' ' + records[i] + '=' + records[i + 1] + '\n';
            int length = record.length() + 1;
            while (record.length() + Integer.toString(length).length() != length) {
                length++;
            }
            text.append(length).append(record);
        }
        return special('x', text.toString());
    }

    /** A header that describes the next one. */
    public TarBuilder special(char type, String contents) {
        byte[] bytes = contents.getBytes(StandardCharsets.ISO_8859_1);
        return raw(type, "././@LongLink", "", 0, bytes.length, bytes, 0, 0);
    }

    /** A header that says one size, with contents of another. */
    public TarBuilder raw(char type, String name, String link, int mode, long size, byte[] contents, int major,
            int minor) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, String.format("%07o", mode));
        put(block, 108, String.format("%07o", 0));
        put(block, 116, String.format("%07o", 0));
        put(block, 124, String.format("%011o", size));
        put(block, 136, String.format("%011o", 1_700_000_000L));
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        put(block, 329, String.format("%07o", major));
        put(block, 337, String.format("%07o", minor));
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        out.writeBytes(block);
        out.writeBytes(contents);
        out.writeBytes(new byte[-contents.length & 511]);
        return this;
    }

    /** The archive without its end mark. */
    public byte[] unfinished() {
        return out.toByteArray();
    }

    /** The archive. */
    public byte[] build() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[1024]);
        return whole.toByteArray();
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }

    private static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }
}
