package dev.berth.profile.form;

/** {@code --cgroup-parent}: the path of a cgroup. */
public final class CgroupParents {

    private CgroupParents() {
    }

    /**
     * Reads a path.
     *
     * @param text names with slashes between them, a slash in front if it is from the root of the tree
     * @return the path without a slash at its end
     * @throws FormException if it could lead elsewhere, as {@code ..} would, or is the root itself
     */
    public static String parse(String text) {
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        for (String name : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
                throw new FormException("\"" + text + "\" is not the path of a cgroup");
            }
        }
        return path;
    }
}
