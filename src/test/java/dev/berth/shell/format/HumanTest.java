package dev.berth.shell.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of go-units' own tests (size_test.go), and docker's tables. */
class HumanTest {

    @ParameterizedTest
    @CsvSource({"0, 0B", "1000, 1kB", "1024, 1.024kB", "1000000, 1MB", "1048576, 1.049MB", "2000000, 2MB",
        "3420000, 3.42MB", "5372000000, 5.372GB", "999, 999B"})
    void sizes(double bytes, String expected) {
        assertEquals(expected, Human.size(bytes));
    }

    @ParameterizedTest
    @CsvSource({"4261502, 4.26MB", "124000000, 124MB", "0, 0B", "77800000, 77.8MB"})
    void shortSizes(double bytes, String expected) {
        assertEquals(expected, Human.sizeShort(bytes));
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "1024, 1KiB", "1048576, 1MiB", "268435456, 256MiB", "1572864, 1.5MiB", "286720, 280KiB"})
    void binarySizes(double bytes, String expected) {
        assertEquals(expected, Human.binarySize(bytes));
    }

    @Test
    void shortens() {
        assertEquals("0123456789ab", Human.shortId("sha256:0123456789abcdef"));
        assertEquals("abc", Human.shortId("abc"));
        assertEquals("abcdefghijklmnopqrs…", Human.ellipsis("abcdefghijklmnopqrstuvwxyz", 20));
    }
}
