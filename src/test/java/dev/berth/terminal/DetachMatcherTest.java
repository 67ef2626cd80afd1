package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachMatcherTest {
    /** P and Q stand for ctrl-p and ctrl-q; a bar cuts the input; "!" follows what passes when it detaches. */
    @ParameterizedTest
    @CsvSource({
        "'ctrl-p,ctrl-q', abc, abc", "'ctrl-p,ctrl-q', aPQb, a!", "'ctrl-p,ctrl-q', aP|Qb, a!",
        "'ctrl-p,ctrl-q', aPb, aPb",
        "'ctrl-p,ctrl-q', PPQ, P!", "'ctrl-p,ctrl-q', P|P|P|Q, PP!", "'ctrl-p,ctrl-q', aP, a",
        "'ctrl-p,ctrl-q', E[200~PQE[201~x, E[200~PQE[201~x", "'ctrl-p,ctrl-q', E[2|00~P|QE[20|1~xPQ, E[200~PQE[201~x!",
        "'a,a,b', aaab, a!", "'a,b,a,c', ababac, ab!", "'a,b,a,c', abaab|ac, aba!", "'ctrl-]', x]y, x]y",
        "'', aPQ, aPQ", "'ctrl-p,ctrl-q', E[112;5uE[113;5u, !", "'ctrl-p,ctrl-q', E[112;5uE[112;5:3uE[113;5u, !",
        "'ctrl-p,ctrl-q', E[112;5ux, E[112;5ux", "'ctrl-p,ctrl-q', E[27;5;112~E[27;5;113~, !",
        "'ctrl-p,ctrl-q', E[A, E[A", "'ctrl-p,ctrl-q', E[112;5|uQ, E[112;5uQ"})
    void detaches(String keys, String input, String passed) {
        DetachMatcher matcher = new DetachMatcher(DetachKeys.parse(keys));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String piece : input.split("\\|")) {
            byte[] bytes = bytes(piece);
            matcher.filter(bytes, 0, bytes.length, out);
        }
        String expected = passed.replace("!", "");
        assertEquals(expected, readable(out));
        assertEquals(passed.endsWith("!"), matcher.isDetached());
    }

    private static byte[] bytes(String readable) {
        return readable.replace('P', '\u0010').replace('Q', '\u0011').replace('E', '\u001b')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String readable(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8).replace('\u0010', 'P').replace('\u0011', 'Q')
                .replace('\u001b', 'E');
    }

    /** A bar is a pause after which held bytes are let go. */
    @ParameterizedTest
    @CsvSource({"'ctrl-p,ctrl-q', P|Q, P!", "'ctrl-p,ctrl-q', P|xQ, PxQ", "'ctrl-p,ctrl-q', P|x|Q, PxQ",
        "'ctrl-p,ctrl-q', P|P|Q, PP!", "'ctrl-p,ctrl-q', P||PQ, P!", "'a,a,b', a|a|ab, aa!", "'a,a,b', aa|ab, aa!",
        "'a,b,a,c', ab|a|bac, aba!", "'a,b,a,c', aba|b|x, ababx"})
    void heldKeysPassInAPauseAndStillCount(String keys, String input, String passed) {
        DetachMatcher matcher = new DetachMatcher(DetachKeys.parse(keys));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String piece : input.split("\\|")) {
            byte[] bytes = bytes(piece);
            matcher.filter(bytes, 0, bytes.length, out);
            matcher.flush(out);
            assertFalse(matcher.isHolding());
        }
        assertEquals(passed.replace("!", ""), readable(out));
        assertEquals(passed.endsWith("!"), matcher.isDetached());
    }

    @Test
    void whatFollowsTheKeysIsNotUsedUp() {
        DetachMatcher matcher = new DetachMatcher(DetachKeys.DOCKER);
        assertEquals(3, matcher.filter(bytes("aPQls"), 0, 5, new ByteArrayOutputStream()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctrl-1", "ctrl-", "ab", "ctrl-p,", ",", "é", "alt-x"})
    void refusesWhatIsNoKey(String keys) {
        String message = assertThrows(IllegalArgumentException.class, () -> DetachKeys.parse(keys)).getMessage();
        assertTrue(message.startsWith("invalid detach keys (" + keys + ")"), message);
    }
}
