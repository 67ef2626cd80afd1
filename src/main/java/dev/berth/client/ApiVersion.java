package dev.berth.client;

/**
 * A version of the Docker Engine API.
 *
 * @param major always 1 so far
 * @param minor for example 47
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** What a server that names no version is taken for, as docker's own client does. */
    public static final ApiVersion OLDEST = new ApiVersion(1, 24);
    /** The newest that this client knows. */
    public static final ApiVersion NEWEST = new ApiVersion(1, 47);

    /**
     * Reads {@code 1.47}.
     *
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    public static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0) {
            throw new IllegalArgumentException("not an API version: " + text);
        }
        return new ApiVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
