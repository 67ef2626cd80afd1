package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports as the filters of {@code docker ps} take them. */
class PortFilterTest {

    @ParameterizedTest
    @CsvSource({"80, 80, tcp, true", "80/tcp, 80, tcp, true", "80/udp, 80, tcp, false", "80, 80, udp, false",
        "80, 8080, tcp, false", "8000-8010, 8010, tcp, true", "8000-8010/udp, 8000, udp, true",
        "8000-8010, 8011, tcp, false"})
    void has(String text, int port, String protocol, boolean expected) throws Exception {
        assertEquals(expected, PortFilter.of("publish", text).has(port, protocol));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"80:90|filter for 'publish' should not contain ':': 80:90",
        "x|error while looking up for publish x: strconv.ParseUint: parsing \"x\": invalid syntax",
        "80-y/tcp|error while looking up for publish 80-y/tcp: strconv.ParseUint: parsing \"y\": invalid syntax"})
    void refuses(String text, String message) {
        assertEquals(message, assertThrows(ApiError.class, () -> PortFilter.of("publish", text)).getMessage());
    }
}
