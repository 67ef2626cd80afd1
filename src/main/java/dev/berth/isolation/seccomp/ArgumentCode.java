package dev.berth.isolation.seccomp;

/** Compiles comparisons of arguments; BPF has 32-bit words, so each is one of the high and one of the low half. */
final class ArgumentCode {

    /** Where the arguments begin in {@code struct seccomp_data}. */
    private static final int ARGUMENTS = 16;
    private static final int FAIL = Block.FAR;

    private ArgumentCode() {
    }

    /** Adds code that goes on where a test passes and jumps to the end ({@link Block#land()}) where it fails. */
    static void add(ArgumentTest test, Block into) {
        int low = ARGUMENTS + test.index() * 8;
        int high = low + 4;
        int valueHigh = (int) (test.value() >>> 32);
        int valueLow = (int) test.value();
        switch (test.operator()) {
            case EQUAL -> into
                    .add(Block.LOAD, 0, 0, high).add(Block.JUMP_EQUAL, 0, FAIL, valueHigh)
                    .add(Block.LOAD, 0, 0, low).add(Block.JUMP_EQUAL, 0, FAIL, valueLow);
            case NOT_EQUAL -> into
                    .add(Block.LOAD, 0, 0, high).add(Block.JUMP_EQUAL, 0, 2, valueHigh)
                    .add(Block.LOAD, 0, 0, low).add(Block.JUMP_EQUAL, FAIL, 0, valueLow);
            case GREATER -> greater(into, Block.JUMP_GREATER, high, low, valueHigh, valueLow);
            case GREATER_OR_EQUAL -> greater(into, Block.JUMP_GREATER_OR_EQUAL, high, low, valueHigh, valueLow);
            case LESS -> less(into, Block.JUMP_GREATER_OR_EQUAL, high, low, valueHigh, valueLow);
            case LESS_OR_EQUAL -> less(into, Block.JUMP_GREATER, high, low, valueHigh, valueLow);
            case MASKED_EQUAL -> into
                    .add(Block.LOAD, 0, 0, high).add(Block.AND, 0, 0, valueHigh)
                    .add(Block.JUMP_EQUAL, 0, FAIL, (int) (test.second() >>> 32))
                    .add(Block.LOAD, 0, 0, low).add(Block.AND, 0, 0, valueLow)
                    .add(Block.JUMP_EQUAL, 0, FAIL, (int) test.second());
        }
    }

    /** The high half decides where it differs. */
    private static void greater(Block into, int lowJump, int high, int low, int valueHigh, int valueLow) {
        into.add(Block.LOAD, 0, 0, high).add(Block.JUMP_GREATER, 3, 0, valueHigh)
                .add(Block.JUMP_EQUAL, 0, FAIL, valueHigh)
                .add(Block.LOAD, 0, 0, low).add(lowJump, 0, FAIL, valueLow);
    }

    private static void less(Block into, int failingLowJump, int high, int low, int valueHigh, int valueLow) {
        into.add(Block.LOAD, 0, 0, high).add(Block.JUMP_GREATER, FAIL, 0, valueHigh)
                .add(Block.JUMP_EQUAL, 0, 2, valueHigh)
                .add(Block.LOAD, 0, 0, low).add(failingLowJump, FAIL, 0, valueLow);
    }
}
