package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.InvalidImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that grow out of all proportion, made of nothing: only their lengths count. */
final class RatioGuardTest {

    private static final int STEP = 1 << 20;

    /** Answers zeros without end, in time for a test. */
    private static final class Endless extends DirectInput {
        @Override
        public int read(byte[] buffer, int offset, int length) {
            return length;
        }

        @Override
        public int read(ByteBuffer into) {
            int n = into.remaining();
            into.position(into.limit());
            return n;
        }
    }

    private static long readUntilRefused(RatioGuard guard, boolean direct) throws IOException {
        DirectInput plain = guard.plain(new Endless());
        long read = 0;
        try {
            while (read < 1L << 40) {
                read += direct ? plain.read(ByteBuffer.allocate(STEP)) : plain.read(new byte[STEP], 0, STEP);
            }
        } catch (InvalidImage refused) {
            assertTrue(refused.getMessage().contains("grows to more than"), refused.getMessage());
            return read;
        }
        throw new AssertionError("a tebibyte was taken");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatGrowsWithoutEndIsRefusedJustPastTheFreeBytes(boolean direct) throws IOException {
        RatioGuard guard = new RatioGuard(100);
        guard.compressed(new ByteArrayInputStream(new byte[1000])).readAllBytes();
        assertEquals(TarLimits.RATIO_FREE_BYTES, readUntilRefused(guard, direct));
    }

    @Test
    void whatIsLargeWithReasonMayGrowSoManyTimes() throws IOException {
        RatioGuard guard = new RatioGuard(100);
        guard.compressed(new ByteArrayInputStream(new byte[12 << 20])).readAllBytes();
        assertEquals(1200L << 20, readUntilRefused(guard, true));
        assertThrows(InvalidImage.class, () -> guard.plain(new Endless()).read(new byte[1], 0, 1));
    }
}
