package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Usage.Interface;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkCountersTest {

    private static final String TEXT = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls
                lo:  100 1 0 0 0 0 0 0  100 1 0 0 0 0 0 0
              eth0: 1296 16 1 2 0 0 0 0 18446744073709551615 9 3 4 0 0 0 0
            eth0:1:5 6 7 8 0 0 0 0 9 10 11 12 0 0 0 0
            """;

    @Test
    void readsCounters() {
        Map<String, Interface> counters = NetworkCounters.parse(TEXT);
        assertEquals(List.of("eth0", "eth0:1"), List.copyOf(counters.keySet()));
        assertEquals(new Interface(1296, 16, 1, 2, -1, 9, 3, 4), counters.get("eth0"));
        assertEquals(new Interface(5, 6, 7, 8, 9, 10, 11, 12), counters.get("eth0:1"));
    }

    @Test
    void hasNothingOfTheHost() {
        assertEquals(Map.of(), NetworkCounters.of((int) ProcessHandle.current().pid()));
        assertEquals(Map.of(), NetworkCounters.of(0x3FFFFFFF));
    }
}
