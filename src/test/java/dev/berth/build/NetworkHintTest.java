package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkHintTest {

    private static String text(NetworkHint hint) {
        return new String(hint.text(), StandardCharsets.UTF_8);
    }

    private static void hear(NetworkHint hint, String output) {
        hint.heard(output.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "true|wget: bad address 'deb.debian.org'", "true|W: Temporary failure resolving 'deb.debian.org'",
        "true|curl: (6) Could not resolve host: example.org", "true|npm ERR! code EAI_AGAIN",
        "true|fatal: unable to access: Could not resolve host", "true|java.net.UnknownHostException: Unknown host x",
        "true|[Errno -3] Temporary failure in name resolution", "true|ping: connect: Network is unreachable",
        "true|WARNING: fetching x: temporary error (try again later)", "false|sh: 3: exit", "false|gcc: no such file"})
    void onlyWhoLookedForANetworkIsTold(boolean told, String line) {
        NetworkHint hint = new NetworkHint();
        hear(hint, "first\nüber " + line + "\nthe end\n");
        assertEquals(told, text(hint).contains("--network host"));
    }

    @Test
    void itIsALineOfItsOwnAndFoundBetweenChunks() {
        NetworkHint hint = new NetworkHint();
        hear(hint, "x".repeat(10_000));
        hear(hint, "EAI_");
        hear(hint, "AGAIN");
        assertEquals("\n(this step has no network: build with --network host if it needs one)\n", text(hint));
        hear(hint, "\n" + "y".repeat(5000));
        assertEquals("", text(hint), "that was long ago");
    }
}
