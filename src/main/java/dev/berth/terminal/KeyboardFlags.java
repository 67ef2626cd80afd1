package dev.berth.terminal;

/**
 * The stack of the kitty keyboard protocol: kept so that it can be restored and undone; this emulator encodes no keys.
 *
 * <p>Each of the two screens has its own stack.
 */
final class KeyboardFlags {
    /** As in kitty: the oldest entry falls off. */
    static final int MAXIMUM_DEPTH = 8;

    private final int[] stack = new int[MAXIMUM_DEPTH];
    private int depth;
    private int current;

    int current() {
        return current;
    }

    int depth() {
        return depth;
    }

    /** The flags that were current before the push at {@code index}, oldest first. */
    int pushedOver(int index) {
        return stack[index];
    }

    void push(int flags) {
        if (depth == MAXIMUM_DEPTH) {
            System.arraycopy(stack, 1, stack, 0, --depth);
        }
        stack[depth++] = current;
        current = flags & 0x1F;
    }

    void pop(int count) {
        for (int i = 0; i < count && depth > 0; i++) {
            current = stack[--depth];
        }
    }

    /** {@code CSI = flags ; how u}: 1 sets all, 2 adds, 3 takes away. */
    void change(int flags, int how) {
        current = switch (how) {
            case 2 -> current | flags & 0x1F;
            case 3 -> current & ~flags;
            default -> flags & 0x1F;
        };
    }

    void reset() {
        depth = 0;
        current = 0;
    }
}
