package dev.berth.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Which id of this machine stands for which in a container.
 *
 * @param ranges none if they are the same
 */
public record IdShift(List<Range> ranges) {

    /** The same ids inside and outside. */
    public static final IdShift NONE = new IdShift(List.of());

    /** Who owns what the map does not know, {@code /proc/sys/kernel/overflowuid}. */
    private static final long NOBODY = 65534;

    /**
     * Ids in a row.
     *
     * @param inside the first one in the container
     * @param outside the first one on the machine
     * @param count how many
     */
    public record Range(long inside, long outside, long count) {
    }

    /** Keeps its own copy of the list. */
    public IdShift {
        ranges = List.copyOf(ranges);
    }

    /** The machine's id for one of the container; that of nobody if it has none. */
    public int outside(long inside) {
        if (ranges.isEmpty()) {
            return (int) inside;
        }
        for (Range range : ranges) {
            if (inside >= range.inside() && inside - range.inside() < range.count()) {
                return (int) (range.outside() + inside - range.inside());
            }
        }
        return outside(ranges.get(0).inside());
    }

    /** The container's id for one of the machine; that of nobody if it has none. */
    public int inside(long outside) {
        if (ranges.isEmpty()) {
            return (int) outside;
        }
        for (Range range : ranges) {
            if (outside >= range.outside() && outside - range.outside() < range.count()) {
                return (int) (range.inside() + outside - range.outside());
            }
        }
        return (int) NOBODY;
    }

    /** One line a range. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        ranges.forEach(r -> text.append(r.inside()).append(' ').append(r.outside()).append(' ').append(r.count())
                .append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static IdShift parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] numbers = line.split(" ");
            if (numbers.length != 3) {
                throw new IllegalArgumentException("a range of ids has three numbers, not \"" + line + '"');
            }
            ranges.add(new Range(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
        }
        return new IdShift(ranges);
    }
}
