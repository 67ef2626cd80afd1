package dev.berth.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in order; names are compared without regard to case. */
public final class Headers {
    /** Longest line; docker sends registry credentials of several thousand bytes in one. */
    static final int LINE_BYTES = 64 * 1024;
    private static final int MOST_FIELDS = 100;

    private final List<String> fields = new ArrayList<>();

    /** None yet. */
    public Headers() {
    }

    /** Adds a field and returns this. */
    public Headers add(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the HTTP header " + name + " has a line break in its value");
        }
        fields.add(name);
        fields.add(value);
        return this;
    }

    /** Adds these fields to others. */
    public void copyTo(Headers others) {
        others.fields.addAll(fields);
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return Optional.of(fields.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Every value of a field, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                values.add(fields.get(i + 1));
            }
        }
        return values;
    }

    /** Whether a field with a comma-separated list, such as {@code Connection}, contains a word. */
    public boolean has(String name, String word) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                for (String part : fields.get(i + 1).split(",")) {
                    if (part.strip().equalsIgnoreCase(word)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Reads fields up to and with the empty line. */
    static Headers read(ChannelInput in) throws IOException {
        Headers headers = new Headers();
        for (int count = 0; ; count++) {
            String line = in.line(LINE_BYTES);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || count == MOST_FIELDS) {
                throw new HttpException(colon <= 0 ? "not an HTTP header: " + line : "too many HTTP headers");
            }
            headers.fields.add(line.substring(0, colon).strip());
            headers.fields.add(line.substring(colon + 1).strip());
        }
    }

    /** Writes fields and the empty line. */
    void write(ChannelOutput out) throws IOException {
        for (int i = 0; i < fields.size(); i += 2) {
            out.ascii(fields.get(i));
            out.ascii(": ");
            out.ascii(fields.get(i + 1));
            out.ascii("\r\n");
        }
        out.ascii("\r\n");
    }
}
