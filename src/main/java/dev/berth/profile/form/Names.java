package dev.berth.profile.form;

/** Names of containers, volumes, networks and profiles: docker's {@code [a-zA-Z0-9][a-zA-Z0-9_.-]*}. */
public final class Names {

    private Names() {
    }

    /**
     * Whether a text is a name. Such a name is also one safe path component: it has no slash and does not begin with a
     * dot.
     *
     * @param text the text
     * @return whether it is one, of at most 255 characters
     */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && (i == 0 || "_.-".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 255;
    }
}
