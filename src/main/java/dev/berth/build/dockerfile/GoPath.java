package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Slash-separated paths by their text alone, as Go's package {@code path} treats them; no file is looked at. */
public final class GoPath {

    private GoPath() {
    }

    /**
     * The shortest path of the same meaning: without double slashes, {@code .} and inner {@code ..}. An empty one is
     * {@code .}.
     *
     * @param path any path
     */
    public static String clean(String path) {
        boolean absolute = path.startsWith("/");
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(start, end);
            boolean up = name.equals("..");
            if (up && !names.isEmpty() && !names.get(names.size() - 1).equals("..")) {
                names.remove(names.size() - 1);
            } else if (up ? !absolute : !name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
            start = end + 1;
        }
        String joined = String.join("/", names);
        return absolute ? '/' + joined : joined.isEmpty() ? "." : joined;
    }

    /**
     * The last name of a path; {@code .} of an empty one, {@code /} of the root.
     *
     * @param path any path
     */
    public static String base(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        if (end == 0) {
            return ".";
        }
        String trimmed = path.substring(0, end);
        return trimmed.equals("/") ? trimmed : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
