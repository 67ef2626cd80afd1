package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A set written as keys of empty objects, left out when empty. */
final class KeysOrAbsent extends Keys {

    @Override
    void writeEmpty(JsonWriter writer) {
        writer.nullValue();
    }
}
