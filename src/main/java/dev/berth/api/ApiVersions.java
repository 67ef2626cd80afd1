package dev.berth.api;

/**
 * The window of Docker API versions that is served. Docker's client 29.0 refuses less than 1.44, {@code images --tree}
 * needs 1.47, and 1.48 promises mounts of images and a platform for {@code save}, {@code load} and {@code history},
 * which are not here. Clients that know less (docker-java, Testcontainers) ask for what they know.
 */
final class ApiVersions {
    /** Minor version of the newest, {@code 1.47}. */
    static final int NEWEST = 47;
    /** Minor version of the oldest, {@code 1.24}. */
    static final int OLDEST = 24;
    /** The newest as clients see it. */
    static final String NEWEST_TEXT = "1.47";
    /** The oldest as clients see it. */
    static final String OLDEST_TEXT = "1.24";

    private ApiVersions() {
    }

    /**
     * The minor version of a path's first segment such as {@code v1.41}, -1 when it is no version.
     *
     * @throws ApiError when it lies outside of the window; docker's wording
     */
    static int parse(String segment) throws ApiError {
        if (segment.length() < 4 || segment.charAt(0) != 'v') {
            return -1;
        }
        int major = 0;
        int minor = 0;
        int dot = -1;
        for (int i = 1; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '.' && dot < 0 && i > 1) {
                dot = i;
            } else if (c >= '0' && c <= '9' && segment.length() < 9) {
                major = dot < 0 ? major * 10 + c - '0' : major;
                minor = dot < 0 ? minor : minor * 10 + c - '0';
            } else {
                return -1;
            }
        }
        if (dot < 0 || dot == segment.length() - 1) {
            return -1;
        }
        String asked = segment.substring(1);
        if (major < 1 || major == 1 && minor < OLDEST) {
            throw ApiError.badParameter("client version " + asked + " is too old. Minimum supported API version is "
                    + OLDEST_TEXT + ", please upgrade your client to a newer version");
        }
        if (major > 1 || minor > NEWEST) {
            throw ApiError.badParameter("client version " + asked
                    + " is too new. Maximum supported API version is " + NEWEST_TEXT);
        }
        return minor;
    }
}
