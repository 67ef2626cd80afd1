package dev.berth.build.corpus;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What other builders do that is theirs alone; it is left out on both sides. */
final class PeerHabits {

    private static final String EMPTY = " -0755 0:0 0 e3b0c44298fc1c14";

    /** buildah leaves the places where it mounts these for a step; of a base that has them nothing is left out. */
    private static final Set<String> BUILDAH_MOUNT_PLACES = Set.of("etc/hostname" + EMPTY, "etc/hosts" + EMPTY,
            "etc/resolv.conf" + EMPTY, "run d0755 0:0 ",
            // the target of a tmpfs in one of the cases; BuildKit takes it away too
            "tmp/scratch d0755 0:0 ");

    private PeerHabits() {
    }

    /** A tree's lines without a builder's habits. */
    static List<String> files(String peer, List<String> lines) {
        if (!peer.equals("buildah")) {
            return lines;
        }
        return lines.stream().filter(line -> !BUILDAH_MOUNT_PLACES.contains(line)).collect(Collectors.toList());
    }
}
