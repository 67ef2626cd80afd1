package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

class ThemeTest {
    @SuppressWarnings("unused")
    private static final java.util.List<String> SHIPPED = Theme.SHIPPED;

    private static String text(String name) throws IOException {
        try (InputStream in = ThemeTest.class.getResourceAsStream("/dev/berth/themes/" + name + ".toml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void theSmallReaderReadsThemesAsTheFullOneDoes(String name) throws IOException {
        TomlParseResult full = Toml.parse(text(name));
        assertEquals(0, full.errors().size());
        Map<String, String> expected = new HashMap<>();
        full.dottedKeySet().forEach(key -> expected.put(key, full.getString(key)));
        assertEquals(expected, FlatToml.read(text(name), name));
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void aShippedThemeHasAStyleForEveryRoleAndShowsWhatIsSelected(String name) throws IOException {
        Map<String, String> values = FlatToml.read(text(name), name);
        for (Role role : Role.values()) {
            assertTrue(values.containsKey(role.key()), role.key());
        }
        Theme theme = Theme.shipped(name);
        assertNotEquals(theme.style(Role.TEXT), theme.style(Role.SELECTED));
        assertNotEquals(theme.style(Role.BUTTON), theme.style(Role.ACTIVE_BUTTON));
        assertNotEquals(theme.style(Role.TAB), theme.style(Role.ACTIVE_TAB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key = value", "key", "= \"x\"", "[table]", "key = \"a\" b", "a.b = \"x\"", "key = \"x",
        "key = \"a\\tb\"", "a = \"1\"\na = \"2\"", "key = 1"})
    void refusesWhatIsNotALineOfATheme(String toml) {
        String message = assertThrows(IllegalArgumentException.class, () -> FlatToml.read(toml, "x.toml")).getMessage();
        assertTrue(message.startsWith("x.toml:"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text = \"reddish\" | x.toml: text: \"reddish\" is no colour",
        "text = \"red on\" | x.toml: text: a colour is missing after \"on\"",
        "text = \"red blinking\" | x.toml: text: \"blinking\" in \"red blinking\" is none of",
        "text = \"256\" | x.toml: text: \"256\" is no colour",
        "txt = \"red\" | x.toml: unknown key txt"})
    void saysWhatIsWrong(String toml, String beginning) {
        String message = assertThrows(IllegalArgumentException.class, () -> Theme.parse("x", toml)).getMessage();
        assertTrue(message.startsWith(beginning), message);
    }
}
