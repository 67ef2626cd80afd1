package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream has switched on, however it is cut. */
class AlternateScreenTest {

    @ParameterizedTest
    @CsvSource({"text,false,false", "a^[?1049hb,true,true", "^[?1049h^[?1049l,false,true", "^[?25;1049h,true,true",
        "^[?47h,true,true", "^[?1047h^[?25l,true,true", "^[?1049,false,true", "^[1049h,false,true",
        "^[?10490h,false,true", "^[?1049h^[?1;47l,false,true", "?1049h,false,false", "^[?1049^[?1049h,true,true"})
    void followsTheScreen(String output, boolean shown, boolean escape) {
        byte[] bytes = output.replace('^', '\u001b').getBytes(StandardCharsets.US_ASCII);
        AlternateScreen whole = new AlternateScreen();
        whole.feed(bytes, 0, bytes.length);
        AlternateScreen single = new AlternateScreen();
        for (int i = 0; i < bytes.length; i++) {
            single.feed(bytes, i, 1);
        }
        assertEquals(shown, whole.isShown());
        assertEquals(shown, single.isShown());
        assertEquals(escape, whole.sawEscape());
    }
}
