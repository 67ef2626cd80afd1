package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterWidthTest {
    @ParameterizedTest
    @CsvSource({"0041,1", "00E9,1", "00AD,1", "0301,0", "200B,0", "200D,0", "FE0F,0", "4E00,2", "3042,2", "FF71,1",
        "FF21,2", "AC00,2", "1160,0", "1100,2", "2500,1", "00B1,1", "2764,1", "26A1,2", "2705,2", "1F600,2", "1F1E9,1",
        "1D400,1", "20000,2", "3FFFD,2", "1FAE9,2", "0E34,0", "0903,1", "0007,0", "007F,0", "0085,0", "E0100,0",
        "A4D0,1"})
    void ofOneCodePoint(String codePoint, int width) {
        assertEquals(width, CharacterWidth.of(Integer.parseInt(codePoint, 16)));
    }

    @ParameterizedTest
    @CsvSource({"hello,5", "漢字,4", "e\u0301,1", "❤\ufe0f,2", "❤,1", "👩\u200d👩\u200d👧,2", "🇩🇪🇫🇷,4", "👍🏽,2",
        "a漢e\u0301b,5", "각,2", "각,2", "1\ufe0f\u20e3,1", "'',0"})
    void ofText(String text, int width) {
        assertEquals(width, CharacterWidth.of(text));
    }

    @ParameterizedTest
    @CsvSource({"ae\u0301b,a|e\u0301|b", "🇩🇪🇫🇷🇮,🇩🇪|🇫🇷|🇮", "👩\u200d👧x,👩\u200d👧|x", "👍🏽👍,👍🏽|👍", "a\u200db,a\u200d|b",
        "❤\ufe0f\u200d🔥,❤\ufe0f\u200d🔥", "한글,한|글"})
    void splitsIntoClusters(String text, String clusters) {
        List<String> found = new ArrayList<>();
        for (int at = 0; at < text.length();) {
            int end = Graphemes.end(text, at);
            found.add(text.substring(at, end));
            at = end;
        }
        assertEquals(clusters, String.join("|", found));
    }

    @Test
    void agreesWithThePlatformOnWhatIsAMark() {
        for (int codePoint = 0x300; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int type = Character.getType(codePoint);
            if (codePoint == 0x1734 || codePoint == 0x1171E) {
                // Later versions of Unicode made these spacing marks; Java 17 has Unicode 13.
                assertEquals(1, CharacterWidth.of(codePoint));
            } else if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
                assertEquals(0, CharacterWidth.of(codePoint), Integer.toHexString(codePoint));
            } else if (type == Character.UPPERCASE_LETTER || type == Character.DECIMAL_DIGIT_NUMBER) {
                int expected = codePoint >= 0xFF01 && codePoint <= 0xFF60 ? 2 : 1;
                assertEquals(expected, CharacterWidth.of(codePoint), Integer.toHexString(codePoint));
            }
        }
    }
}
