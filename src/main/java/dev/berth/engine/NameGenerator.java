package dev.berth.engine;

import java.util.function.Predicate;

/** Makes up names for containers as docker does: an adjective and the surname of a scientist or engineer. */
public final class NameGenerator {

    private static final String[] LEFT = {"agile", "amber", "brave", "bright", "brisk", "calm", "candid", "careful",
        "cheerful", "civil", "clear", "clever", "cordial", "crisp", "curious", "daring", "deft", "eager", "earnest",
        "even", "fair", "fearless", "fluent", "frank", "gentle", "glad", "golden", "graceful", "handy", "happy",
        "honest", "humble", "jolly", "keen", "kind", "lively", "loyal", "lucid", "mellow", "merry", "mindful",
        "modest", "nimble", "noble", "patient", "placid", "plucky", "polite", "proud", "quick", "quiet", "ready",
        "serene", "sharp", "silent", "sincere", "steady", "sturdy", "sunny", "swift", "tidy", "tranquil", "trusty",
        "upbeat", "vivid", "warm", "wise", "witty", "zesty"};

    private static final String[] RIGHT = {"abel", "adleman", "ampere", "anning", "archimedes", "babbage", "backus",
        "bartik", "bohr", "boole", "brunel", "cannon", "carson", "cerf", "clarke", "codd", "cray", "curie", "darwin",
        "dijkstra", "engelbart", "euclid", "euler", "faraday", "fermat", "feynman", "floyd", "franklin", "galileo",
        "gauss", "germain", "goodall", "hamilton", "herschel", "hoare", "hopper", "hypatia", "jang", "johnson",
        "kalam", "kepler", "kilby", "knuth", "lamarr", "lamport", "leavitt", "liskov", "lovelace", "maxwell",
        "mccarthy", "mendel", "mirzakhani", "morse", "newton", "noether", "pascal", "perlman", "ramanujan", "ritchie",
        "shannon", "sutherland", "tesla", "thompson", "torvalds", "turing", "volta", "wiles", "wozniak", "yalow"};

    /** So often a name is tried before digits go behind it. */
    private static final int TRIES = 10;

    /**
     * A name that is free.
     *
     * @param taken whether a name is in use
     */
    public String next(Predicate<String> taken) {
        for (int i = 0;; i++) {
            byte[] random = Names.random(6);
            String name = LEFT[pick(random, 0, LEFT.length)] + '_' + RIGHT[pick(random, 2, RIGHT.length)];
            if (i >= TRIES) {
                name += pick(random, 4, i);
            }
            if (!taken.test(name)) {
                return name;
            }
        }
    }

    private static int pick(byte[] random, int at, int count) {
        return ((random[at] & 0xFF) << 8 | random[at + 1] & 0xFF) % count;
    }
}
