package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A map of strings, left out when empty. */
final class MapOrAbsent extends StringMap {

    @Override
    void writeEmpty(JsonWriter writer) {
        writer.nullValue();
    }
}
