package dev.berth.shell.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of go-units' own tests (duration_test.go, size_test.go), and docker's tables. */
class HumanTest {

    @ParameterizedTest
    @CsvSource({"0, Less than a second", "1, 1 second", "45, 45 seconds", "60, About a minute", "119, About a minute",
        "180, 3 minutes", "2700, 45 minutes", "3600, About an hour", "5340, About an hour", "10800, 3 hours",
        "172799, 2 days", "86400, 24 hours", "172800, 2 days", "604800, 7 days", "1209600, 2 weeks",
        "2592000, 4 weeks", "5184000, 2 months", "31536000, 12 months", "63072000, 2 years", "94608000, 3 years"})
    void durations(long seconds, String expected) {
        assertEquals(expected, Human.duration(Duration.ofSeconds(seconds)));
    }

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
