package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

    @ParameterizedTest
    @CsvSource({"0,100,0,0B/100B", "28793856,47724435,30,28.79MB/47.72MB", "999,1000,49,999B/1kB",
        "1500,1500,50,1.5kB/1.5kB", "5000000000,10000000000,25,5GB/10GB"})
    void countsAsDockersDo(long current, long total, int done, String numbers) {
        String bar = "[" + "=".repeat(done) + (done < 50 ? ">" + " ".repeat(50 - done) : "") + "]  ";
        assertEquals(bar + numbers, ProgressBar.draw(current, total));
    }
}
