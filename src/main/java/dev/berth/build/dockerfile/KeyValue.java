package dev.berth.build.dockerfile;

/**
 * A pair of {@code ENV} or {@code LABEL}.
 *
 * @param key its name
 * @param value its value
 */
public record KeyValue(String key, String value) {
}
