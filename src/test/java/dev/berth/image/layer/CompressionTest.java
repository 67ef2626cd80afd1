package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import dev.berth.image.InvalidImage;
import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressionTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"NONE", "GZIP", "ZSTD"})
    void allWaysOfReadingGiveTheSame(Compression compression) throws Exception {
        byte[] plain = plain(3_000_001);
        byte[] packed = packed(compression, plain);
        assertArrayEquals(plain, open(packed).readAllBytes());
        assertArrayEquals(plain, open(new Dribble(packed)).readAllBytes());
        ByteBuffer direct = ByteBuffer.allocateDirect(plain.length + 1);
        DirectInput in = open(packed);
        int n = 0;
        while (n >= 0) {
            // never more room than that, so that the decompressor has to keep something back
            direct.limit(Math.min(direct.capacity(), direct.position() + 777));
            n = in.read(direct);
        }
        byte[] read = new byte[direct.flip().remaining()];
        direct.get(read);
        assertArrayEquals(plain, read);
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"NONE", "GZIP", "ZSTD"})
    void readAheadHashesAndGivesBytesToBeWritten(Compression compression) throws Exception {
        byte[] plain = plain(5_000_003);
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        Path file = directory.resolve("file");
        try (ReadAhead ahead = new ReadAhead(open(packed(compression, plain)), hash);
                Fd fd = Fd.open(file, OpenFlags.CREAT | OpenFlags.WRONLY, 0600)) {
            assertArrayEquals(Arrays.copyOf(plain, 512), ahead.readNBytes(512));
            int left = 4_000_000;
            while (left > 0) {
                ByteBuffer bytes = ahead.next(left);
                fd.write(bytes);
                left -= bytes.remaining();
            }
            assertArrayEquals(Arrays.copyOfRange(plain, 4_000_512, plain.length), ahead.readAllBytes());
            assertEquals(0, ahead.next(1).remaining());
        }
        assertArrayEquals(Arrays.copyOfRange(plain, 512, 4_000_512), Files.readAllBytes(file));
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(plain), hash.digest());
    }

    @Test
    void framesAfterEachOtherAreOneStream() throws IOException {
        byte[] first = plain(200_000);
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(Zstd.compress(first));
        packed.write(skippable);
        packed.write(Zstd.compress(new byte[0]));
        packed.write(Zstd.compress(first));
        byte[] all = open(packed.toByteArray()).readAllBytes();
        assertEquals(400_000, all.length);
        assertArrayEquals(first, Arrays.copyOfRange(all, 200_000, 400_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 1000, 65_536, -1})
    void cutOffFrameIsDamage(int length) {
        byte[] packed = Zstd.compress(plain(300_000));
        byte[] cut = Arrays.copyOf(packed, length < 0 ? packed.length + length : length);
        assertThrows(InvalidImage.class, () -> open(cut).readAllBytes());
    }

    @Test
    void whatFollowsAFrameMustBeOne() {
        byte[] packed = Zstd.compress(plain(1000));
        byte[] more = Arrays.copyOf(packed, packed.length + 9);
        assertThrows(InvalidImage.class, () -> open(more).readAllBytes());
    }

    @Test
    void errorInTheSourceReachesWhoReads() throws IOException {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(new byte[600_000])) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                if (n < 0) {
                    throw new IOException("cut");
                }
                return n;
            }
        };
        MessageDigest hash = dev.berth.image.store.Hashing.sha256();
        try (ReadAhead ahead = new ReadAhead(DirectInput.of(broken), hash)) {
            assertEquals("cut", assertThrows(IOException.class, ahead::readAllBytes).getMessage());
        }
    }

    private static DirectInput open(byte[] packed) throws IOException {
        return open(new ByteArrayInputStream(packed));
    }

    private static DirectInput open(InputStream packed) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed);
        return Compression.of(in).open(in);
    }

    private static byte[] packed(Compression compression, byte[] plain) throws IOException {
        if (compression == Compression.ZSTD) {
            return Zstd.compress(plain);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var packing = compression == Compression.GZIP ? new GZIPOutputStream(out) : out) {
            packing.write(plain);
        }
        return out.toByteArray();
    }

    /** Bytes that compress to about a half. */
    private static byte[] plain(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(16);
        }
        return bytes;
    }

    /** Gives a few bytes at a time, as a slow connection does. */
    private static final class Dribble extends InputStream {
        private final InputStream in;

        Dribble(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, Math.min(length, 13));
        }
    }
}
