package dev.berth.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"linux/amd64, linux/amd64", "arm64, linux/arm64", "linux/x86_64, linux/amd64", "aarch64, linux/arm64",
        "linux/arm/v7, linux/arm/v7", "Linux/AMD64, linux/amd64", "linux/arm64/v8, linux/arm64", "armhf, linux/arm/v7",
        "linux/armel, linux/arm/v6", "linux/arm, linux/arm/v7", "linux/arm/6, linux/arm/v6", "i386, linux/386",
        "linux/amd64/v1, linux/amd64", "linux/amd64/v3, linux/amd64/v3", "windows/arm64, windows/arm64"})
    void reads(String text, String expected) throws InvalidReference {
        assertEquals(expected, Platform.parse(text).toString());
    }

    @Test
    void systemAloneIsThisMachines() throws InvalidReference {
        assertEquals(Platform.current(), Platform.parse("linux"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "linux/", "linux/amd64/v1/x", "linux/am d64", "linux/../x"})
    void refuses(String text) {
        assertThrows(InvalidReference.class, () -> Platform.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"linux/arm64, linux/arm64/v8, true", "linux/arm64/v8, linux/arm64, true",
        "linux/arm/v6, linux/arm/v7, false", "linux/amd64, windows/amd64, false"})
    void serves(String image, String wanted, boolean expected) throws InvalidReference {
        assertEquals(expected, Platform.parse(image).serves(Platform.parse(wanted)));
    }

    @ParameterizedTest
    @CsvSource({"linux/386, linux/amd64, true", "linux/amd64, linux/386, false", "linux/arm/v6, linux/arm/v7, true",
        "linux/arm/v7, linux/arm/v6, false", "linux/arm/v7, linux/arm64, true", "linux/arm64, linux/amd64, false",
        "windows/386, linux/amd64, false", "linux/arm64/v8, linux/arm64, true"})
    void runsOn(String image, String wanted, boolean expected) throws InvalidReference {
        assertEquals(expected, Platform.parse(image).runsOn(Platform.parse(wanted)));
    }
}
