package dev.berth.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeSha256Test {

    private MessageDigest hash;

    @BeforeEach
    void create() {
        Optional<MessageDigest> created = NativeSha256.create();
        assumeTrue(created.isPresent(), "this machine has no libcrypto");
        hash = created.get();
    }

    @Test
    void hashesTheExampleOfTheStandard() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                HexFormat.of().formatHex(hash.digest(new byte[] {'a', 'b', 'c'})));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 65535, 65536, 65537, 300_000})
    void agreesWithTheJdk(int length) throws Exception {
        byte[] bytes = new byte[length + 7];
        new Random(length).nextBytes(bytes);
        MessageDigest jdk = MessageDigest.getInstance("SHA-256");
        for (MessageDigest each : new MessageDigest[] {jdk, hash}) {
            each.update(bytes[0]);
            each.update(bytes, 3, length);
        }
        assertArrayEquals(jdk.digest(), hash.digest());
    }

    @Test
    void beginsAnewAfterADigestAndAfterAReset() {
        byte[] first = hash.digest(new byte[] {1, 2, 3});
        hash.update((byte) 9);
        hash.reset();
        assertArrayEquals(first, hash.digest(new byte[] {1, 2, 3}));
    }

    @Test
    void twoAtOnceDoNotDisturbEachOther() {
        MessageDigest other = NativeSha256.create().orElseThrow();
        hash.update((byte) 1);
        other.update((byte) 2);
        hash.update((byte) 3);
        other.update((byte) 4);
        assertArrayEquals(NativeSha256.create().orElseThrow().digest(new byte[] {1, 3}), hash.digest());
        assertArrayEquals(NativeSha256.create().orElseThrow().digest(new byte[] {2, 4}), other.digest());
    }

    @Test
    void refusesABufferThatIsTooSmall() {
        assertThrows(DigestException.class, () -> hash.digest(new byte[31], 0, 31));
    }
}
