package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import dev.berth.Mutations;
import dev.berth.image.InvalidImage;
import dev.berth.kernel.FileTree;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams that were layers before somebody changed them: thousands of changes, the same ones each time. Each is
 * unpacked or refused with a sentence, and nothing beside the layer's directory is touched. Needs root, as
 * {@link HostileLayerIT}.
 */
class HostileStreamIT {

    private static final TarLimits LIMITS = new TarLimits(2000, 16 << 20, 100);

    private Path work;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        work = Files.createTempDirectory("berth-streams");
        Files.writeString(Files.createDirectory(work.resolve("canary")).resolve("file"), "untouched");
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work != null) {
            FileTree.remove(work);
        }
    }

    /** One of everything that the reader knows. */
    private static byte[] tar() {
        return new TarBuilder().directory("d").file("d/f", "contents".repeat(100)).symlink("d/l", "f")
                .hardlink("d/h", "d/f").device('3', "null", 1, 3).entry('6', "p", "", 0644, new byte[0])
                .file("d/.wh.gone", "").file("e/.wh..wh..opq", "").file("n".repeat(200), "long")
                .pax("path", "pax/name", "mtime", "1700000000.123456789", "SCHILY.xattr.user.a", "value", "uid",
                "12345")
                .file("x", "pax")
                .pax("GNU.sparse.map", "0,3,100,4", "GNU.sparse.size", "200").file("sparse01", "abcdefg")
                .pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.realsize", "4096", "GNU.sparse.name",
                        "sparse1").entry('0', "s", "", 0644, sparse())
                .special('g', "13 comment=x\n").symlink("link", "../../canary/file").file("d/f", "again").build();
    }

    private static byte[] sparse() {
        byte[] data = new byte[1024];
        byte[] map = "1\n512\n512\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(map, 0, data, 0, map.length);
        return data;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "gzip", "zstd"})
    void changedStreamsAreUnpackedOrRefused(String form) throws IOException {
        byte[] tar = tar();
        byte[] good = switch (form) {
            case "gzip" -> gzip(tar);
            case "zstd" -> Zstd.compress(tar);
            default -> tar;
        };
        Mutations mutations = new Mutations(form.hashCode(), "../canary/file", "../canary", "/", "..", "\0", "\0ustar",
                "ustar  \0", "77777777777", "\u0080\0\0\0\0\0\0\0\0\0\1\0",
                "\377\377\377\377\377\377\377\377\377\377\377\377",
                "30 path=../canary/file\n", "GNU.sparse.map=0,99999999999999", "99999999", "-1", "x", "S", "L", "K",
                "\037\213\010", "(\265/\375", "P*M\030\377\377\377\177", "\1\0\0");
        int unpacked = 0;
        int rounds = form.equals("tar") ? 1500 : 500;
        for (int i = 0; i < rounds; i++) {
            // most of what is in a header is guarded by its checksum: change what is inside, and right that again
            byte[] changed = mutations.of(good);
            byte[] stream = form.equals("tar") && i % 4 > 0 ? righted(changed) : changed;
            Path target = Files.createDirectory(work.resolve("layer" + i));
            try {
                unpack(stream, target);
                unpacked++;
            } catch (InvalidImage refused) {
                assertTrue(refused.getMessage().length() > 20
                        && refused.getMessage().chars().noneMatch(Character::isISOControl), refused.getMessage());
            }
            FileTree.remove(target);
            assertEquals("untouched", Files.readString(work.resolve("canary/file")));
            try (Stream<Path> there = Files.walk(work)) {
                assertEquals(3, there.count(), "round " + i);
            }
        }
        assertTrue(unpacked < rounds, "none was refused");
    }

    /** Looking through all that is known of a layer at each replaced entry would take an hour. */
    @Test
    void replacingPathsOverAndOverTakesNoTime() throws IOException {
        TarBuilder tar = new TarBuilder().file("target", "");
        for (int i = 0; i < 60_000; i++) {
            tar.directory("d" + i);
        }
        for (int i = 0; i < 60_000; i++) {
            tar.file("f", "");
        }
        Path target = Files.createDirectory(work.resolve("layer"));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (LayerUnpacker unpacker = LayerUnpacker.open(target, TarLimits.DEFAULT, WhiteoutMarks.OVERLAY)) {
                unpacker.unpack(new TarReader(new ByteArrayInputStream(tar.build()), true));
            }
        });
    }

    @Test
    void aReplacedDirectoryIsForgottenAndItsNeighboursAreNot() throws IOException {
        byte[] tar = new TarBuilder().directory("a").directory("a/b").directory("a-b").directory("a.b").directory("a0")
                .file("a/b/c/f", "").file("a", "now a file").build();
        Path target = Files.createDirectory(work.resolve("layer"));
        List<String> implied = unpack(tar, target);
        assertEquals(List.of(""), implied);
        List<String> times = new ArrayList<>();
        for (String name : List.of("a", "a-b", "a.b", "a0")) {
            times.add(name + ' ' + Files.getLastModifiedTime(target.resolve(name)).toMillis() / 1000);
        }
        assertEquals(List.of("a 1700000000", "a-b 1700000000", "a.b 1700000000", "a0 1700000000"), times);
    }

    private static List<String> unpack(byte[] stream, Path target) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(new ByteArrayInputStream(stream));
        RatioGuard guard = new RatioGuard(LIMITS.ratio());
        Compression compression = Compression.of(raw);
        try (DirectInput plain = guard.plain(compression.open(guard.compressed(raw)));
                LayerUnpacker unpacker = LayerUnpacker.open(target, LIMITS, WhiteoutMarks.OVERLAY)) {
            unpacker.unpack(new TarReader(new BufferedInputStream(plain), false));
            return unpacker.implied();
        }
    }

    /** The same with right checksums in every block that looks like a header. */
    private static byte[] righted(byte[] tar) {
        byte[] result = tar.clone();
        for (int at = 0; at + 512 <= result.length; at += 512) {
            if (result[at + 257] != 'u' || result[at + 258] != 's') {
                continue;
            }
            int sum = 8 * ' ';
            for (int i = 0; i < 512; i++) {
                sum += i >= 148 && i < 156 ? 0 : result[at + i] & 0xff;
            }
            byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, result, at + 148, 8);
        }
        return result;
    }
}
