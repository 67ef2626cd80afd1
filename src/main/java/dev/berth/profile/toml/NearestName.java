package dev.berth.profile.toml;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that was probably meant. */
public final class NearestName {

    private NearestName() {
    }

    /**
     * The known name with the least edit distance (Levenshtein's; swapped neighbours count once).
     *
     * @param name what was written
     * @param known the names there are
     * @return the nearest, if no more than a third of it, and at least one letter, has to change
     */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > 64) {
            return Optional.empty();
        }
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < least && distance <= Math.max(1, (Math.max(name.length(), candidate.length()) + 1) / 3)) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
