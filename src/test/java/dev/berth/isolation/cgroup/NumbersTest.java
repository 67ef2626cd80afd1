package dev.berth.isolation.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"'0\n', 0", "' 42 \n', 42", "'-1\n', -1", "'max\n', 9223372036854775807",
        "'18446744073709551615\n', 9223372036854775807", "'9223372036854775807', 9223372036854775807", "'', 0"})
    void readsOne(String text, long number) {
        assertEquals(number, Numbers.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"oom, 1", "oom_kill, 2", "kill, 0", "low, 3", "last, 4"})
    void findsAKeyAmongLongerOnes(String key, long value) {
        assertEquals(value, Numbers.valueOf("low 3\noom_kill 2\noom 1\nlast 4", key));
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "100, 1024", "10000, 102400", "50, 512", "39, 399"})
    void sharesGoBothWays(long weight, long shares) {
        assertEquals(shares, Weights.cpuShares(weight));
        assertEquals(weight, Weights.cpuWeight(shares));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "262144, 10000"})
    void sharesOutsideTheWeightsAreCut(long shares, long weight) {
        assertEquals(weight, Weights.cpuWeight(shares));
    }
}
