package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A map of strings, {@code null} when empty. */
final class MapOrNull extends StringMap {

    @Override
    void writeEmpty(JsonWriter writer) {
        Nulls.write(writer);
    }
}
