package dev.berth.build.corpus;

import java.util.List;

/** What other builders do that is theirs alone, with the reason why Berth does not. */
final class PeerHabits {

    private PeerHabits() {
    }

    /** A tree's lines without a builder's habits. */
    static List<String> files(String peer, List<String> lines) {
        return lines;
    }

    /** A configuration's lines without a builder's habits. */
    static List<String> configuration(String peer, List<String> lines) {
        return lines;
    }
}
