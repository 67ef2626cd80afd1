package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The records of a POSIX pax extended header, {@code length key=value\n} one after the other. */
final class PaxHeader {

    private static final String XATTR = "SCHILY.xattr.";
    /** Nothing is ever put into this one. */
    private static final PaxHeader NONE = new PaxHeader();

    private final Map<String, String> records = new HashMap<>();
    private final Map<String, String> xattrs = new LinkedHashMap<>();
    /** Sparse format 0.0 gives its map as repeated records, in order. */
    private final StringBuilder sparsePairs = new StringBuilder();

    private PaxHeader() {
    }

    /** No records. */
    static PaxHeader none() {
        return NONE;
    }

    /**
     * Reads the records of a header; keys and values are byte strings.
     *
     * @param data the header's contents
     * @throws InvalidImage if they do not follow the format
     */
    static PaxHeader parse(byte[] data) throws InvalidImage {
        PaxHeader header = new PaxHeader();
        int at = 0;
        while (at < data.length && data[at] != 0) {
            int blank = at;
            long length = 0;
            while (blank < data.length && data[blank] >= '0' && data[blank] <= '9' && blank - at < 8) {
                length = length * 10 + data[blank++] - '0';
            }
            if (blank == at || blank >= data.length || data[blank] != ' ' || length > data.length - at
                    || length < blank - at + 4 || data[at + (int) length - 1] != '\n') {
                throw new InvalidImage("an extended header of the archive is damaged");
            }
            int end = at + (int) length - 1;
            int equals = blank + 1;
            while (equals < end && data[equals] != '=') {
                equals++;
            }
            if (equals == end) {
                throw new InvalidImage("an extended header of the archive is damaged: a record without =");
            }
            header.add(new String(data, blank + 1, equals - blank - 1, StandardCharsets.ISO_8859_1),
                    new String(data, equals + 1, end - equals - 1, StandardCharsets.ISO_8859_1));
            at = end + 1;
        }
        return header;
    }

    private void add(String key, String value) throws InvalidImage {
        if (key.startsWith(XATTR)) {
            String name = key.substring(XATTR.length());
            if (name.isEmpty() || name.length() > TarLimits.XATTR_NAME_LENGTH || name.indexOf('\0') >= 0) {
                throw new InvalidImage("an extended attribute in the archive has a name that is empty or too long");
            }
            if (value.length() > TarLimits.XATTR_VALUE_LENGTH) {
                throw new InvalidImage("the extended attribute " + TarEntry.shown(name) + " in the archive has "
                        + value.length() + " bytes, more than " + TarLimits.XATTR_VALUE_LENGTH);
            }
            xattrs.put(name, value);
        } else if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
            sparsePairs.append(sparsePairs.length() == 0 ? "" : ",").append(value);
        } else {
            // names and numbers end at a zero byte for the kernel and for us nowhere: refuse the difference
            if (value.indexOf('\0') >= 0 && (key.equals("path") || key.equals("linkpath")
                    || key.equals("GNU.sparse.name"))) {
                throw new InvalidImage("a name in the archive contains a zero byte");
            }
            records.put(key, value);
        }
    }

    /** A record that is not empty; an empty one means as if it were not there. */
    Optional<String> text(String key) {
        String value = records.get(key);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** A record with a number. */
    Optional<Long> number(String key) throws InvalidImage {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(decimal(value.get(), key));
    }

    /** Extended attributes by full name. */
    Map<String, String> xattrs() {
        return xattrs;
    }

    /** The map of a sparse file in the formats 0.0 and 0.1, numbers with commas between them. */
    Optional<String> sparseMap() {
        return sparsePairs.length() > 0 ? Optional.of(sparsePairs.toString()) : text("GNU.sparse.map");
    }

    /** A decimal number that is not negative. */
    static long decimal(String text, String what) throws InvalidImage {
        if (text.isEmpty() || text.length() > 18) {
            throw bad(what);
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw bad(what);
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static InvalidImage bad(String what) {
        return new InvalidImage("an extended header of the archive has a " + TarEntry.shown(what)
                + " that is no number or too large");
    }
}
