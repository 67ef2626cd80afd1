package dev.berth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes good input in ways that parsers stumble over, the same ones for the same seed: bits, bytes and runs of them,
 * pieces left out, repeated, swapped or put in from a list, and an early end.
 */
public final class Mutations {

    private final Random random;
    private final List<byte[]> pieces;

    /**
     * Changes.
     *
     * @param seed which
     * @param pieces text that means something to the parser
     */
    public Mutations(long seed, String... pieces) {
        this.random = new Random(seed);
        this.pieces = Arrays.stream(pieces).map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    /** One of some good inputs. */
    public <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A number below a limit. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    /** The input with one to six changes. */
    public byte[] of(byte[] good) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    /** The text with one to six changes. */
    public String of(String good) {
        return new String(of(good.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 600));
        switch (random.nextInt(pieces.isEmpty() ? 8 : 12)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xff));
            case 3 -> {
                for (int i = at; i < at + length; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            case 4 -> {
                return replaced(bytes, at, at + length, new byte[0]);
            }
            case 5 -> {
                return replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            }
            case 6 -> {
                int other = random.nextInt(bytes.length - length + 1);
                System.arraycopy(bytes.clone(), other, bytes, at, length);
            }
            case 7 -> {
                return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? at : bytes.length);
            }
            default -> {
                return replaced(bytes, at, random.nextBoolean() ? at : at + Math.min(length, 8),
                        pieces.get(random.nextInt(pieces.size())));
            }
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + by.length);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }
}
