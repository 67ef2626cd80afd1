package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.InvalidImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of layers are cut into directories and a name, and those that lead elsewhere are refused. */
final class LayerPathTest {

    @ParameterizedTest
    @CsvSource({"a, '', a", "a/, '', a", "./a, '', a", "./a/, '', a", "a/b, a, b", "./a/b/c/, a/b, c", "a//b, a, b",
        "a/./b, a, b", "././a, '', a", "a/b//, a, b", "a/b/., a, b", ".a/.b, .a, .b", "..a/..b, ..a, ..b",
        "a../b.., a.., b..", ".../x, ..., x", "./.wh.a, '', .wh.a", "., '', ''", "./, '', ''",
        ".//./, '', ''"})
    void isCutInTwo(String raw, String parent, String name) throws InvalidImage {
        assertEquals(new LayerPath(parent, name), LayerPath.of(raw, "file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../a", "a/..", "a/../b", "./..", "./../a", "a/../", "/a", "/a/b", "//a", "/..",
        "a//../b"})
    void isRefused(String raw) {
        assertThrows(InvalidImage.class, () -> LayerPath.of(raw, "file"));
    }

    @Test
    void namesAreAsLongAsTheKernelTakes() throws InvalidImage {
        String longest = "x".repeat(255);
        assertEquals(new LayerPath(longest, longest), LayerPath.of("./" + longest + '/' + longest + '/', "file"));
        for (String raw : new String[] {longest + 'x', "a/" + longest + "x/b", "./" + longest + "x/"}) {
            assertTrue(assertThrows(InvalidImage.class, () -> LayerPath.of(raw, "file")).getMessage()
                    .contains("longer than 255 bytes"), raw);
        }
    }
}
