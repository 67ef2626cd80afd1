package dev.berth.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words with variables, quotes and escapes ("Environment replacement" of docker's reference). */
class ExpansionTest {

    private static final Map<String, String> VALUES = Map.ofEntries(Map.entry("foo", "/bar"), Map.entry("empty", ""),
            Map.entry("str", "foobarbaz"), Map.entry("word", "xxyy"), Map.entry("file", "/a/b.tar.gz"),
            Map.entry("spaces", " a  b "), Map.entry("star", "a*b?c"), Map.entry("url", "github.com/foo/foo.git"),
            Map.entry("lines", "ab\nab"), Map.entry("emoji", "a\uD83D\uDE00b"), Map.entry("p", "x*"),
            Map.entry("_u1", "u"));

    private static Expansion expansion(char escape) {
        return new Expansion(escape, name -> Optional.ofNullable(VALUES.get(name)), 7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = true, value = {
        "$foo ~ /bar", "${foo} ~ /bar", "a$foo-b ~ a/bar-b", "${foo}_x ~ /bar_x", "$foo_x ~ ", "\\$foo ~ $foo",
        "\\${foo} ~ ${foo}", "\\\\$foo ~ \\/bar", "'$foo' ~ $foo", "\"$foo\" ~ /bar", "\"\\$foo\" ~ $foo",
        "\"a\\b\" ~ a\\b", "\"a\\\"b\" ~ a\"b", "\"a\\\\b\" ~ a\\b", "a\\b ~ ab", "'a\\b' ~ a\\b", "it\\'s ~ it's",
        "\"it's\" ~ it's", "'say \"x\"' ~ say \"x\"", "a\"b\"'c' ~ abc", "\"\" ~ ", "$ ~ $", "a$ ~ a$", "$. ~ $.",
        "$1x ~ x", "$_u1 ~ u", "$$ ~ ", "${none} ~ ", "x\\ ~ x", "<<$foo ~ <</bar", "\\<x ~ <x",
        "${none:-d} ~ d", "${none-d} ~ d", "${empty:-d} ~ d", "${empty-d} ~ ", "${foo:-d} ~ /bar", "${foo-d} ~ /bar",
        "${foo:+d} ~ d", "${foo+d} ~ d", "${empty:+d} ~ ", "${empty+d} ~ d", "${none:+d} ~ ", "${none+d} ~ ",
        "${foo:?e} ~ /bar", "${empty?e} ~ ", "${none:-$foo} ~ /bar", "${none:-${empty:-x$foo}} ~ x/bar",
        "${none:-a b} ~ a b", "${none:-'$foo'} ~ $foo", "${none:-\"}\"} ~ }", "${none:-\\}} ~ }", "${none:-} ~ ",
        "${str#f*b} ~ arbaz", "${str##f*b} ~ az", "${str%b*} ~ foobar", "${str%%b*} ~ foo", "${word#x} ~ xyy",
        "${word%y} ~ xxy", "${word#z} ~ xxyy", "${word##*x} ~ yy", "${word%%x*} ~ ", "${word#?} ~ xyy",
        "${word#} ~ xxyy", "${word##} ~ xxyy", "${file##*/} ~ b.tar.gz", "${file%.*} ~ /a/b.tar",
        "${file%%.*} ~ /a/b", "${file%/*} ~ /a", "${star#a\\*} ~ b?c", "${star%\\?c} ~ a*b", "${none#x} ~ ",
        "${word#$p} ~ xyy", "${word##$p} ~ ", "${emoji%?b} ~ a", "${emoji#a} ~ \uD83D\uDE00b",
        "${str/ba/x} ~ fooxrbaz", "${str//ba/x} ~ fooxrxz", "${str/b*/x} ~ foox", "${str//o/} ~ fbarbaz",
        "${str/none/x} ~ foobarbaz", "${url/.git/} ~ github.com/foo/foo", "${url//\\//-} ~ github.com-foo-foo.git",
        "${url//foo/b\\/r} ~ github.com/b\\/r/b\\/r.git", "${word//x/$foo} ~ /bar/baryy", "${word//?/z} ~ zzzz",
        "${empty/x/y} ~ ", "${none/x/y} ~ ",
    })
    void words(String text, String expected) {
        assertEquals(Optional.ofNullable(expected).orElse(""), expansion('\\').word(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "'a ~ unexpected end of statement while looking for matching single-quote",
        "\"a ~ unexpected end of statement while looking for matching double-quote",
        "${ ~ syntax error: missing '}'", "${foo ~ syntax error: missing '}'", "${foo:-x ~ syntax error: missing '}'",
        "${foo: ~ syntax error: missing '}'", "${} ~ syntax error: bad substitution",
        "${:x} ~ syntax error: bad substitution", "${{foo}} ~ syntax error: bad substitution",
        "${foo=x} ~ unsupported modifier (=) in substitution", "${foo:=x} ~ unsupported modifier (:=) in substitution",
        "${foo:#x} ~ unsupported modifier (:#) in substitution", "${foo^} ~ unsupported modifier (^) in substitution",
        "${none?} ~ none: is not allowed to be unset", "${none:?} ~ none: is not allowed to be unset",
        "${empty:?} ~ empty: is not allowed to be empty", "${none?give $foo} ~ none: give /bar",
        "${foo/x} ~ syntax error: missing '/' in ${}", "${foo/x/y ~ syntax error: missing '}'",
        "${foo#\\x} ~ invalid pattern (\\x) in substitution: invalid escape '\\x'",
    })
    void refusals(String text, String reason) {
        DockerfileException e = assertThrows(DockerfileException.class, () -> expansion('\\').word(text));
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        assertEquals("Dockerfile:7: failed to process " + quoted + ": " + reason, e.getMessage());
    }

    @Test
    void theEscapeCharacterMayBeAnother() {
        assertEquals("c:\\x /bar", expansion('`').word("c:\\x $foo"));
        assertEquals("$foo", expansion('`').word("`$foo"));
    }

    @Test
    void whiteSpaceSeparatesUnlessItIsQuotedOrEscaped() {
        assertEquals(List.of("x", "a", "b", "y"), expansion('\\').words("x$spaces y"));
        assertEquals(List.of("x a  b ", "y z"), expansion('\\').words("\"x$spaces\" y\\ z"));
        assertEquals(List.of(), expansion('\\').words(" $empty \"\" "));
        assertEquals(List.of("80/bar"), expansion('\\').words("80${none:-$foo}"));
    }

    @Test
    void hereDocumentsKeepTheirQuotes() {
        assertEquals("\"/bar\" 'x' $foo \\ n\n", expansion('`').text("\"$foo\" 'x' \\$foo \\\\ \\n\n"));
    }

    @Test
    void whatIsShownKeepsWhatIsUnknownAndWhatNoDockerfileCouldSay() {
        assertEquals("echo \"/bar\" ${none:-x} $none", expansion('\\').shown("echo \"$foo\" ${none:-x} $none"));
        assertEquals("echo ${x[1]} it's", expansion('\\').shown("echo ${x[1]} it's"));
    }

    @Test
    void wildcardsStayWithinALine() {
        assertEquals("x\nx", expansion('\\').word("${lines//a*b/x}"));
    }

    @Test
    void deepNestingIsRefused() {
        String text = "${n:-".repeat(20_000) + "}".repeat(20_000);
        assertThrows(DockerfileException.class, () -> expansion('\\').word(text));
    }

    /** Backtracking, or a try at each place, would take years. */
    @Test
    void noPatternTakesLong() {
        Expansion expansion = new Expansion('\\', name -> Optional.of("a".repeat(50_000)), 1);
        assertEquals(50_000, assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> expansion.word("${x//a*a*a*a*b/}")).length());
    }
}
