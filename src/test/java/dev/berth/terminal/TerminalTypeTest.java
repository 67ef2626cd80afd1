package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTypeTest {
    @TempDir
    private Path terminfo;

    @ParameterizedTest
    @CsvSource({"xterm-256color,true", "tmux-256color,true", "screen.linux,true", "xterm-kitty,true", "st,true",
        "st-256color,true", "vt100,true", "alacritty,true", "Eterm,true", "dumb,false", "'',false", "nonsense,false",
        "described,true", "wyse,false", "../d/described,false", "stupid,false", ".,false"})
    void isKnownByNameOrByItsDescription(String type, boolean draws) throws Exception {
        describe("described", "xx\u001b[%i%p1%d;%p2%dHyy");
        describe("wyse", "\u001b=%p1%\u0020+%c");
        assertEquals(draws, TerminalType.draws(type, List.of(terminfo.resolve("missing"), terminfo)));
    }

    private void describe(String type, String text) throws Exception {
        Path directory = Files.createDirectories(terminfo.resolve(type.substring(0, 1)));
        Files.writeString(directory.resolve(type), text, StandardCharsets.ISO_8859_1);
    }
}
