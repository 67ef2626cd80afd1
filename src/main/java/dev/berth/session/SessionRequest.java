package dev.berth.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for. Its bytes, little-endian: u32 version ({@value #VERSION}), u32 number of arguments, u32
 * number of environment entries, then as many strings, each u32 length and bytes: the directory, the arguments, the
 * entries ({@code NAME=value}).
 *
 * @param directory the client's working directory, absolute
 * @param arguments without the program's name
 * @param environment by name
 */
record SessionRequest(Path directory, List<String> arguments, Map<String, String> environment) {

    /** The protocol's version, counted up when an older side would misunderstand. */
    static final int VERSION = 1;
    /** The longest payload of a frame, in bytes; a request holds all of the arguments and the environment. */
    static final int MAXIMUM = 1024 * 1024;

    SessionRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * Reads a request.
     *
     * @param bytes holds it
     * @param offset first byte
     * @param length of the request
     * @throws IllegalArgumentException if it is not well formed, with a sentence
     */
    static SessionRequest parse(byte[] bytes, int offset, int length) {
        Reader reader = new Reader(bytes, offset, offset + length);
        int version = reader.number();
        if (version != VERSION) {
            throw new IllegalArgumentException("The client speaks version " + version + " of the session protocol, "
                    + "the engine version " + VERSION + "; restart the engine with 'berth engine stop'.");
        }
        int argumentCount = reader.count();
        int entryCount = reader.count();
        String directory = reader.string();
        if (!directory.startsWith("/")) {
            throw new IllegalArgumentException("The client's working directory is not absolute: " + directory);
        }
        List<String> arguments = new ArrayList<>(argumentCount);
        for (int i = 0; i < argumentCount; i++) {
            arguments.add(reader.string());
        }
        Map<String, String> environment = new HashMap<>(entryCount * 2);
        for (int i = 0; i < entryCount; i++) {
            String entry = reader.string();
            int equals = entry.indexOf('=');
            if (equals > 0) {
                // as getenv(3): the first of two entries counts
                environment.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return new SessionRequest(Path.of(directory), arguments, environment);
    }

    private static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;

        Reader(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        int number() {
            if (end - at < 4) {
                throw new IllegalArgumentException("The client's request is cut off.");
            }
            int n = Frame.number(bytes, at);
            at += 4;
            return n;
        }

        int count() {
            int n = number();
            if (n < 0 || n > (end - at) / 4) {
                throw new IllegalArgumentException("The client's request counts more strings than it holds: " + n);
            }
            return n;
        }

        String string() {
            int length = number();
            if (length < 0 || length > end - at) {
                throw new IllegalArgumentException("The client's request is cut off.");
            }
            String s = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return s;
        }
    }
}
