package dev.berth.profile;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects {@link LogSettings}: what is not set stays unsaid. */
public final class LogSettingsBuilder {

    private Optional<String> driver = Optional.empty();
    private OptionalLong maxSizeBytes = OptionalLong.empty();
    private OptionalInt maxFiles = OptionalInt.empty();

    /** Begins with nothing said. */
    public LogSettingsBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public LogSettingsBuilder(LogSettings from) {
        driver = from.driver();
        maxSizeBytes = from.maxSizeBytes();
        maxFiles = from.maxFiles();
    }

    /** Sets {@link LogSettings#driver}. */
    public LogSettingsBuilder driver(String value) {
        driver = Optional.of(value);
        return this;
    }

    /** Sets {@link LogSettings#maxSizeBytes}. */
    public LogSettingsBuilder maxSizeBytes(long value) {
        maxSizeBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link LogSettings#maxFiles}. */
    public LogSettingsBuilder maxFiles(int value) {
        maxFiles = OptionalInt.of(value);
        return this;
    }

    /** The record; the builder can be used further. */
    public LogSettings build() {
        LogSettings built = new LogSettings(
                driver, maxSizeBytes, maxFiles);
        return built.equals(LogSettings.NONE) ? LogSettings.NONE : built;
    }
}
