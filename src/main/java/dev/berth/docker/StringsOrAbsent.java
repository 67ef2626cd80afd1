package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A list of strings, left out when empty. */
final class StringsOrAbsent extends Strings {

    @Override
    void writeEmpty(JsonWriter writer) {
        writer.nullValue();
    }
}
