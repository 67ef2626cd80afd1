package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatchedInputTest {

    private final byte[] content = new byte[100_000];
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int ends;
    private final WatchedInput in;

    WatchedInputTest() {
        new Random(1).nextBytes(content);
        in = new WatchedInput(new ByteArrayInputStream(content)) {
            @Override
            protected void taken(byte[] buffer, int offset, int count) {
                if (count < 0) {
                    ends++;
                } else {
                    taken.write(buffer, offset, count);
                }
            }
        };
    }

    @Test
    void everythingIsToldOnceHoweverItIsTakenOut() throws IOException {
        assertEquals(content[0] & 0xff, in.read());
        assertEquals(50_000, in.skip(50_000));
        assertEquals(7, in.read(new byte[20], 3, 7));
        assertEquals(0, in.skip(0));
        assertEquals(0, in.skip(-1));
        in.skipNBytes(10);
        assertEquals(100_000 - 50_018, in.readAllBytes().length);
        assertArrayEquals(content, taken.toByteArray());
        assertEquals(1, ends);
        assertEquals(0, in.skip(5));
        assertEquals(-1, in.read());
        assertArrayEquals(content, taken.toByteArray());
    }

    @Test
    void thereIsNoWayBack() {
        assertFalse(in.markSupported());
    }
}
