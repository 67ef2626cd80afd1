package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineInputTest {
    @ParameterizedTest
    @CsvSource({"left X,onX▏e", "home X,X▏one", "home right X,oX▏ne", "end X,oneX▏", "left backspace,o▏e",
        "home del,▏ne", "left ctrl-u,▏e", "home ctrl-k,▏", "ctrl-a ctrl-f ctrl-k,o▏", "home left X,X▏one",
        "right del X,oneX▏", "backspace backspace backspace backspace,▏"})
    void keysMoveAndChange(String keys, String text) {
        LineInput input = new LineInput("one");
        for (String key : keys.split(" ")) {
            input.key(Clicks.named(key));
        }
        assertEquals(text, input.withBar());
    }

    @ParameterizedTest
    @CsvSource({"漢字,home del,▏字", "e\u0301x,home del,▏x", "a b c,ctrl-w,a b ▏", "a b  ,ctrl-w,a ▏"})
    void charactersAndWordsAreTakenWhole(String text, String keys, String result) {
        LineInput input = new LineInput(text.replace("\\u0301", "\u0301"));
        for (String key : keys.split(" ")) {
            input.key(Clicks.named(key));
        }
        assertEquals(result, input.withBar());
    }

    @ParameterizedTest
    @CsvSource({"'one\ttwo',one two▏", "数据,数据▏", "'a\u0001b\r\n  c',ab c▏"})
    void pastedLinesBecomeOneAndControlsAreLeftOut(String pasted, String text) {
        LineInput input = new LineInput("");
        input.insert(pasted + "\n");
        assertEquals(text, input.withBar());
    }
}
