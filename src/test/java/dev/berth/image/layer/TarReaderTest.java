package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.InvalidImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TarReaderTest {

    @Test
    void readsEveryTypeInOrder() throws IOException {
        byte[] tar = new TarBuilder().directory("d/").file("d/f", "hello").hardlink("d/h", "d/f").symlink("s", "d/f")
                .device('3', "c", 5, 1).device('4', "b", 8, 0).entry('6', "p", "", 0600, new byte[0]).build();
        List<TarEntry> entries = all(tar);
        assertEquals(List.of(TarEntry.Type.DIRECTORY, TarEntry.Type.FILE, TarEntry.Type.HARDLINK, TarEntry.Type.SYMLINK,
                TarEntry.Type.CHARACTER, TarEntry.Type.BLOCK, TarEntry.Type.FIFO),
                entries.stream().map(TarEntry::type).toList());
        assertEquals(5, entries.get(1).size());
        assertEquals("d/f", entries.get(2).linkName());
        assertEquals(5, entries.get(4).deviceMajor());
        assertEquals(1, entries.get(4).deviceMinor());
        assertEquals(1_700_000_000L, entries.get(0).modifiedSeconds());
    }

    @Test
    void givesTheContents() throws IOException {
        TarReader reader = reader(new TarBuilder().file("a", "x".repeat(700)).file("b", "second").build());
        reader.next();
        reader.next();
        byte[] buffer = new byte[100];
        assertEquals(6, reader.read(buffer, 0, 100));
        assertEquals("second", new String(buffer, 0, 6, StandardCharsets.US_ASCII));
        assertEquals(-1, reader.read(buffer, 0, 100));
    }

    @Test
    void paxOverridesTheHeader() throws IOException {
        byte[] tar = new TarBuilder().pax("path", "long/" + "n".repeat(200), "mtime", "1700000001.25", "uid",
                "3000000000", "SCHILY.xattr.user.a", "v\0w").file("short", "").build();
        TarEntry entry = all(tar).get(0);
        assertEquals("long/" + "n".repeat(200), entry.name());
        assertEquals(1_700_000_001L, entry.modifiedSeconds());
        assertEquals(250_000_000, entry.modifiedNanos());
        assertEquals(3_000_000_000L, entry.uid());
        assertEquals("v\0w", entry.xattrs().get("user.a"));
    }

    @Test
    void gnuLongNamesAndLinks() throws IOException {
        String name = "d/" + "n".repeat(150);
        byte[] tar = new TarBuilder().symlink(name, "t".repeat(150)).build();
        TarEntry entry = all(tar).get(0);
        assertEquals(name, entry.name());
        assertEquals("t".repeat(150), entry.linkName());
    }

    @Test
    void namesStayBytes() throws IOException {
        assertEquals("caf\u00e9", all(new TarBuilder().file("caf\u00e9", "").build()).get(0).name());
    }

    @Test
    void timesBefore1970() throws IOException {
        TarEntry entry = all(new TarBuilder().pax("mtime", "-1.5").file("f", "").build()).get(0);
        assertEquals(-2, entry.modifiedSeconds());
        assertEquals(500_000_000, entry.modifiedNanos());
    }

    @Test
    void paxSparseFormat1() throws IOException {
        byte[] data = new byte[512 + 3];
        byte[] map = "1\n1000\n3\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(map, 0, data, 0, map.length);
        byte[] tar = new TarBuilder().pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.name", "s",
                "GNU.sparse.realsize", "2000").entry('0', "GNUSparseFile.0/s", "", 0644, data).build();
        TarEntry entry = all(tar).get(0);
        assertEquals("s", entry.name());
        assertEquals(2000, entry.size());
        assertArrayEquals(new long[] {1000, 3}, entry.sparse());
    }

    @Test
    void anArchiveWithoutEndMarkIsOnlyGoodWhereItsDigestIsChecked() throws IOException {
        byte[] tar = new TarBuilder().file("f", "x").unfinished();
        assertEquals(1, new Reading(tar, false).all().size());
        assertThrows(InvalidImage.class, () -> new Reading(tar, true).all());
    }

    static Stream<Arguments> damaged() {
        byte[] good = new TarBuilder().file("f", "x".repeat(2000)).build();
        byte[] flipped = good.clone();
        flipped[0] ^= 1;
        return Stream.of(
                Arguments.of("checksum", flipped),
                Arguments.of("cut in a header", Arrays.copyOf(good, 300)),
                Arguments.of("cut in the data", Arrays.copyOf(good, 1000)),
                Arguments.of("cut in the padding", Arrays.copyOf(good, 512 + 2010)),
                Arguments.of("not a tar", "hello".repeat(200).getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("unknown type", new TarBuilder().entry('M', "f", "", 0, new byte[0]).build()),
                Arguments.of("huge extended header",
                        new TarBuilder().raw('x', "p", "", 0, 1L << 30, new byte[512], 0, 0)
                        .build()),
                Arguments.of("huge long name", new TarBuilder().raw('L', "p", "", 0, 1L << 32, new byte[512], 0, 0)
                        .build()),
                Arguments.of("extended header at the end", new TarBuilder().pax("path", "x").build()),
                Arguments.of("pax record too long", new TarBuilder().special('x', "99 path=x\n").file("f", "").build()),
                Arguments.of("pax record too short", new TarBuilder().special('x', "3 path=x\n").file("f", "").build()),
                Arguments.of("pax record without =", new TarBuilder().special('x', "9 path x\n").file("f", "").build()),
                Arguments.of("pax without number", new TarBuilder().special('x', "path=x\n").file("f", "").build()),
                Arguments.of("zero byte in a name", new TarBuilder().pax("path", "a\0b").file("f", "").build()),
                Arguments.of("negative size", new TarBuilder().pax("size", "-5").file("f", "").build()),
                Arguments.of("size too large", new TarBuilder().pax("size", "9".repeat(30)).file("f", "").build()),
                Arguments.of("owner too large", new TarBuilder().pax("uid", "4294967295").file("f", "").build()),
                Arguments.of("device number", new TarBuilder().device('3', "f", 99999, 1).build()),
                Arguments.of("attribute name too long", new TarBuilder()
                        .pax("SCHILY.xattr.user." + "a".repeat(300), "v").file("f", "").build()),
                Arguments.of("attribute value too long", new TarBuilder()
                        .pax("SCHILY.xattr.user.a", "v".repeat(70_000)).file("f", "").build()),
                Arguments.of("sparse map overlaps", new TarBuilder().pax("GNU.sparse.map", "0,5,3,5", "GNU.sparse.size",
                        "100").file("f", "0123456789").build()),
                Arguments.of("sparse map past the end", new TarBuilder().pax("GNU.sparse.map", "95,10",
                        "GNU.sparse.size", "100").file("f", "0123456789").build()),
                Arguments.of("sparse map of other length", new TarBuilder().pax("GNU.sparse.map", "0,5",
                        "GNU.sparse.size", "100").file("f", "0123456789").build()),
                Arguments.of("sparse map of too many pieces", new TarBuilder().pax("GNU.sparse.major", "1",
                        "GNU.sparse.realsize", "5").file("f", "99999999\n0\n0\n").build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damaged(String what, byte[] tar) {
        InvalidImage error = assertThrows(InvalidImage.class, () -> new Reading(tar, true).all());
        assertTrue(error.getMessage().length() > 20, error.getMessage());
    }

    private static List<TarEntry> all(byte[] tar) throws IOException {
        return new Reading(tar, true).all();
    }

    private static TarReader reader(byte[] tar) {
        return new TarReader(new ByteArrayInputStream(tar), true);
    }

    private record Reading(byte[] tar, boolean endMark) {
        List<TarEntry> all() throws IOException {
            TarReader reader = new TarReader(new ByteArrayInputStream(tar), endMark);
            List<TarEntry> result = new ArrayList<>();
            Optional<TarEntry> entry = reader.next();
            while (entry.isPresent()) {
                result.add(entry.get());
                entry = reader.next();
            }
            return result;
        }
    }
}
