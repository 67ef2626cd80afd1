package dev.berth.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnorePatternsTest {

    /** Docker's reference, "Dockerignore files", and the cases of moby/patternmatcher. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "a ~ a ~ true", "a ~ a/b ~ true", "a ~ b/a ~ false", "/a ~ a ~ true", "a/ ~ a ~ true", "./a ~ a ~ true",
        "a/../b ~ b ~ true", "../a ~ a ~ false", "/../a ~ a ~ true",
        "*/temp* ~ somedir/temporary.txt ~ true", "*/temp* ~ somedir/temp ~ true", "*/temp* ~ temp ~ false",
        "*/*/temp* ~ somedir/subdir/temporary.txt ~ true", "*/*/temp* ~ somedir/temporary.txt ~ false",
        "temp? ~ tempa ~ true", "temp? ~ temp ~ false", "temp? ~ temp/ ~ false",
        "**/*.go ~ a.go ~ true", "**/*.go ~ a/b/c.go ~ true", "**/*.go ~ a/b/c.goo ~ false",
        "** ~ anything/at/all ~ true", "**/ ~ anything ~ true", "a/** ~ a/b ~ true", "a/** ~ a ~ false",
        "**/a ~ a ~ true", "**/a ~ x/y/a ~ true", "**/a ~ xa ~ false", "**a ~ xa ~ true", "**a ~ x/ya ~ true",
        "a/**/b ~ a/b ~ true", "a/**/b ~ a/x/y/b ~ true", "a/**/b ~ a/xb ~ false", "a/**/b ~ ab ~ false",
        "**/*/a ~ x/a ~ true", "**/*/a ~ a ~ false", "a**b ~ axb ~ false", "a**b ~ ab ~ true", "a**b ~ ax/b ~ true",
        "[a-c]x ~ bx ~ true", "[a-c]x ~ dx ~ false", "[^a-c]x ~ dx ~ true", "[^a-c]x ~ ax ~ false",
        "a[b ~ a ~ error", "a[] ~ a ~ error", "\\*x ~ *x ~ true", "\\*x ~ ax ~ false", "a\\ ~ a ~ error",
        "[]a ~ a ~ error",
        "a.b ~ axb ~ false", "a$ ~ a$ ~ true", "a+b ~ a+b ~ true", "(a) ~ (a) ~ true", "x* ~ xé ~ true",
        "*a**b ~ aab ~ true", "*a**b ~ a/x/b ~ true", "**x**y ~ xxy ~ false", "**x**y ~ a/xb/y ~ true",
        "a?b ~ a\uD83D\uDE00b ~ true",
        "a[-b] ~ a- ~ error", "a[b-] ~ ab ~ error", "a[\\-b] ~ a- ~ true", "a[]] ~ a] ~ error", "[^a] ~ / ~ true",
        "**/** ~ a/b ~ true", "a/*.txt** ~ a/f.txt ~ true", "abc/** ~ abc ~ false", "a/*.txt ~ a/d/f.txt ~ false",
        ". ~ a ~ false", "! ~ a ~ error", "# a ~ # a ~ false", "\\#a ~ #a ~ true",
    })
    void onePattern(String pattern, String path, String expected) {
        if (expected.equals("error")) {
            assertThrows(IllegalArgumentException.class, () -> IgnorePatterns.parse(pattern));
        } else {
            assertEquals(Boolean.parseBoolean(expected), IgnorePatterns.parse(pattern).excludes(path));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "*.md;!README.md ~ README.md ~ false", "*.md;!README.md ~ a.md ~ true",
        "*.md;!README*.md;README-secret.md ~ README-secret.md ~ true",
        "*.md;README-secret.md;!README*.md ~ README-secret.md ~ false",
        "*;!src ~ src/a/b.c ~ false", "*;!src ~ lib/a ~ true", "*;!src/a ~ src/b ~ true", "*;!src/a ~ src/a ~ false",
        "**;!**/keep ~ a/b/keep ~ false", "dir;!dir/in ~ dir/in/x ~ false", "dir;! dir/in ~ dir/out ~ true",
        "dir;!dir/in;dir/in/no ~ dir/in/no ~ true", "!a;a ~ a ~ true", "a;;# b;b ~ b ~ true",
    })
    void theLastOneDecides(String patterns, String path, boolean excluded) {
        assertEquals(excluded, IgnorePatterns.parse(patterns.replace(';', '\n')).excludes(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "dir;!dir/in ~ dir ~ true", "dir;!dir/in ~ other ~ false", "**;!**/keep ~ any/where ~ true",
        "dir ~ dir ~ false", "dir;!dir/in/deep ~ dir/in ~ true", "dir;!directory ~ dir ~ false",
        "a;!a/*/x ~ a/b ~ true",
    })
    void leftOutDirectoriesThatMustBeLookedInto(String patterns, String directory, boolean expected) {
        assertEquals(expected, IgnorePatterns.parse(patterns.replace(';', '\n')).mayTakeInBelow(directory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only words\r\n", "\uFEFF# mark"})
    void nothingIsLeftOut(String text) {
        assertEquals(true, IgnorePatterns.parse(text).isEmpty());
    }

    @Test
    void lineEndsOfOtherSystemsAndTheMarkDoNotCount() {
        assertEquals(true, IgnorePatterns.parse("\uFEFFa\r\nb\r\n").excludes("a"));
        assertEquals(true, IgnorePatterns.parse("\uFEFFa\r\nb\r\n").excludes("b"));
    }

    /** Backtracking would take longer than the universe has. */
    @Test
    void noPatternTakesLong() {
        IgnorePatterns patterns = IgnorePatterns.parse("**/".repeat(200) + "*a*".repeat(200) + "b");
        String path = "a/".repeat(500) + "a".repeat(1000);
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> patterns.excludes(path)));
    }
}
