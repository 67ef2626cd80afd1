package dev.berth.api;

/** Content types of output streams. */
final class StreamTypes {
    private static final String RAW = "application/vnd.docker.raw-stream";
    private static final String MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
    /** The API version that tells framed from bare output; before that everything was called raw. */
    private static final int TOLD_SINCE = 42;

    private StreamTypes() {
    }

    /** The content type of a container's output for a request of some API version. */
    static String of(boolean tty, int version) {
        return tty || version < TOLD_SINCE ? RAW : MULTIPLEXED;
    }
}
