package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A list of strings, {@code null} when empty. */
final class StringsOrNull extends Strings {

    @Override
    void writeEmpty(JsonWriter writer) {
        Nulls.write(writer);
    }
}
