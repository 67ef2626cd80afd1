package dev.berth.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of go-units' own tests (duration_test.go). */
class RoughDurationTest {

    @ParameterizedTest
    @CsvSource({"-1, Less than a second", "0, Less than a second", "1, 1 second", "45, 45 seconds",
        "60, About a minute", "119, About a minute",
        "180, 3 minutes", "2700, 45 minutes", "3600, About an hour", "5340, About an hour", "10800, 3 hours",
        "172799, 2 days", "86400, 24 hours", "172800, 2 days", "604800, 7 days", "1209600, 2 weeks",
        "2592000, 4 weeks", "5184000, 2 months", "31536000, 12 months", "63072000, 2 years", "94608000, 3 years"})
    void durations(long seconds, String expected) {
        assertEquals(expected, RoughDuration.of(Duration.ofSeconds(seconds)));
    }
}
