package dev.berth.build.dockerfile;

/** Ways to one instruction of a Dockerfile, for tests. */
final class Parsing {

    private Parsing() {
    }

    /** The instruction that a text is, in a stage of its own from line 2 on. */
    static Instruction one(String text) {
        return Dockerfile.parse("FROM scratch\n" + text + '\n').stages().get(0).instructions().get(0);
    }

    /** Where an instruction of one line stands that {@link #one} gave. */
    static Source at(String text) {
        return new Source(2, 2, text);
    }
}
