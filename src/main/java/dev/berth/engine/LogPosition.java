package dev.berth.engine;

/**
 * A place in a log.
 *
 * @param segment the segment's number
 * @param offset bytes from its start, the beginning of a chunk
 */
public record LogPosition(int segment, long offset) implements Comparable<LogPosition> {

    @Override
    public int compareTo(LogPosition other) {
        return segment != other.segment ? Integer.compare(segment, other.segment)
                : Long.compare(offset, other.offset);
    }
}
