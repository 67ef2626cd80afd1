package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.kernel.KernelException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"READ_ONLY|/data/index.json: Read-only file system",
        "READ_ONLY|make directory /data: read-only file system", "FULL|write: No space left on device",
        "QUOTA|/data/x: Disk quota exceeded"})
    void isWhatAMessageEndsWith(DiskRefusal refusal, String message) {
        assertEquals(Optional.of(refusal), DiskRefusal.of(message));
    }

    @Test
    void isNothingInTheMiddle() {
        assertEquals(Optional.empty(), DiskRefusal.of("no space left on device; remove what is not needed"));
    }

    /** The kernel's own messages, as this package gives them. */
    @ParameterizedTest
    @CsvSource({"READ_ONLY,30", "FULL,28"})
    void isFoundInKernelExceptions(DiskRefusal refusal, int errno) {
        assertEquals(Optional.of(refusal), DiskRefusal.of(new KernelException("write", errno).getMessage()));
    }
}
