package dev.berth.terminal;

/** An immutable set of code points, kept as sorted ranges. */
final class CodePointSet {
    private final int[] starts;
    private final int[] ends;

    /** Reads ranges in the form that {@link CharacterWidthData} describes. */
    CodePointSet(String encoded) {
        int count = 1;
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == ' ') {
                count++;
            }
        }
        starts = new int[count];
        ends = new int[count];
        int at = 0;
        int previous = 0;
        for (int range = 0; range < count; range++) {
            int distance = 0;
            while (at < encoded.length() && Character.digit(encoded.charAt(at), 36) >= 0) {
                distance = distance * 36 + Character.digit(encoded.charAt(at++), 36);
            }
            int length = 0;
            if (at < encoded.length() && encoded.charAt(at) == ',') {
                at++;
                while (at < encoded.length() && encoded.charAt(at) != ' ') {
                    length = length * 36 + Character.digit(encoded.charAt(at++), 36);
                }
            }
            at++;
            starts[range] = previous + distance;
            ends[range] = starts[range] + length;
            previous = ends[range];
        }
    }

    /** Whether the set has this code point. */
    boolean contains(int codePoint) {
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < starts[middle]) {
                high = middle - 1;
            } else if (codePoint > ends[middle]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
