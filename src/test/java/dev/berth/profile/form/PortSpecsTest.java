package dev.berth.profile.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortSpecsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "80 | 80", "8080:80 | 8080:80", "127.0.0.1:8080:80/udp | 127.0.0.1:8080:80/udp",
        "127.0.0.1::80 | 127.0.0.1::80",
        "[::1]:8080:80 | [::1]:8080:80", "80-82 | 80 81 82", "90-91:80-81/tcp | 90:80 91:81", "0:80 | 80",
        "53:53/SCTP | 53:53/sctp", "[fe80::1:2]::80 | [fe80::1:2]::80",
        "abc | ! invalid containerPort: abc", "70000 | ! invalid containerPort: 70000",
        "0 | ! invalid containerPort: 0",
        "x:80 | ! invalid hostPort: x", "80: | ! no port specified: 80:<empty>",
        "1.2.3:1:1 | ! invalid IP address: 1.2.3",
        "1.2.3.256:1:1 | ! invalid IP address: 1.2.3.256", "[::1::2]:1:1 | ! invalid IP address: [::1::2]",
        "80/icmp | ! invalid proto: icmp", "82-80 | ! invalid containerPort: 82-80",
        "80-90:80-81 | ! invalid ranges specified for container and host Ports: 80-81 and 80-90"})
    void ports(String text, String expected) {
        String outcome;
        try {
            outcome = PortSpecs.parse(text).stream().map(PortSpecs::format).collect(Collectors.joining(" "));
        } catch (FormException e) {
            outcome = "! " + e.getMessage();
        }
        assertEquals(expected, outcome);
    }
}
