package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checked path of a layer: relative, without {@code .} and {@code ..}, no longer than the kernel takes.
 *
 * @param parent the directories above, joined by slashes; empty at the top
 * @param name the last name, a byte string; empty for the layer's root itself
 */
record LayerPath(String parent, String name) {

    private static final LayerPath ROOT = new LayerPath("", "");

    /**
     * Checks a path of an archive.
     *
     * @param raw the path as the archive has it, a byte string
     * @param what what it is, for the message ("file", "hard link target")
     * @throws InvalidImage if it is absolute, climbs with {@code ..}, or is too long
     */
    static LayerPath of(String raw, String what) throws InvalidImage {
        if (raw.length() > TarLimits.PATH_LENGTH) {
            throw refused(what, raw, "its path is longer than " + TarLimits.PATH_LENGTH + " bytes");
        }
        if (raw.isEmpty()) {
            throw refused(what, raw, "its path is empty");
        }
        Optional<LayerPath> clean = clean(raw);
        if (clean.isPresent()) {
            return clean.get();
        }
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start <= raw.length()) {
            int slash = raw.indexOf('/', start);
            int end = slash < 0 ? raw.length() : slash;
            String name = raw.substring(start, end);
            start = end + 1;
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                throw refused(what, raw, "its path climbs with \"..\"");
            }
            if (name.length() > TarLimits.NAME_LENGTH) {
                throw refused(what, raw, "a name in it is longer than " + TarLimits.NAME_LENGTH + " bytes");
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            return ROOT;
        }
        if (raw.charAt(0) == '/') {
            throw refused(what, raw, "its path is absolute");
        }
        int last = names.size() - 1;
        return new LayerPath(String.join("/", names.subList(0, last)), names.get(last));
    }

    /** A path as nearly all are, which only has to be cut in two; empty if a name in it needs a closer look. */
    private static Optional<LayerPath> clean(String raw) {
        int start = raw.startsWith("./") ? 2 : 0;
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        int from = start;
        while (true) {
            int slash = raw.indexOf('/', from);
            int stop = slash < 0 ? end : Math.min(slash, end);
            if (stop <= from || stop - from > TarLimits.NAME_LENGTH || raw.charAt(from) == '.'
                    && (stop == from + 1 || stop == from + 2 && raw.charAt(from + 1) == '.')) {
                return Optional.empty();
            }
            if (stop == end) {
                return Optional.of(new LayerPath(from == start ? "" : raw.substring(start, from - 1),
                        raw.substring(from, end)));
            }
            from = stop + 1;
        }
    }

    /** Whether it is the layer's root. */
    boolean isRoot() {
        return name.isEmpty();
    }

    /** The whole path. */
    String whole() {
        return parent.isEmpty() ? name : parent + '/' + name;
    }

    /** The last name as the kernel wants it. */
    byte[] nameBytes() {
        return bytes(name);
    }

    /** A byte string's bytes. */
    static byte[] bytes(String byteString) {
        return byteString.getBytes(StandardCharsets.ISO_8859_1);
    }

    static InvalidImage refused(String what, String path, String why) {
        return new InvalidImage("refused the layer: the " + what + " \"" + TarEntry.shown(path) + "\": " + why);
    }
}
