package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** Writes a {@code null} that is not left out: Docker writes some absent values and leaves out others. */
final class Nulls {
    private Nulls() {
    }

    /** Writes the current property as {@code null}; the writer leaves nulls out otherwise. */
    static void write(JsonWriter writer) {
        writer.serializeNulls(true);
        writer.nullValue();
        writer.serializeNulls(false);
    }
}
