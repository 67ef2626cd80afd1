package dev.berth.build.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeChangeTest {

    /** The results are those of chmod(1). */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "755 600 false 755", "0644 755 false 644", "4711 0 false 4711", "u=rwX,go=rX 600 false 644",
        "u=rwX,go=rX 600 true 755", "u=rwX,go=rX 700 false 755", "+x 644 false 755", "a-w 777 false 555",
        "go= 777 false 700", "g=u 640 false 660", "o=g 751 false 755", "u+s 755 false 4755", "+t 777 true 1777",
        "g+s 755 true 2755", "u-s 4755 false 755", "ug+rw,o-rwx 4 false 660", "u=rw,u+x 0 false 700"})
    void changesAsChmodDoes(String text, String before, boolean directory, String after) {
        assertEquals(Integer.parseInt(after, 8), ModeChange.parse(text).apply(Integer.parseInt(before, 8), directory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "99", "17777", "u", "rwx", "u=rwz", "u=r,", "x+r", "-1"})
    void refusesWhatIsNeither(String text) {
        assertThrows(IllegalArgumentException.class, () -> ModeChange.parse(text));
    }
}
