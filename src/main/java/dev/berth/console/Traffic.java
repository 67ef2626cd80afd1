package dev.berth.console;

/**
 * What a container has moved so far, in bytes.
 *
 * @param receivedBytes from networks
 * @param sentBytes to networks
 * @param readBytes from block devices
 * @param writtenBytes to block devices
 */
public record Traffic(long receivedBytes, long sentBytes, long readBytes, long writtenBytes) {
    /** Nothing, or nothing that is known. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
}
