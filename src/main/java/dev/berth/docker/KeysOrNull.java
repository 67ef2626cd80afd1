package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A set written as keys of empty objects, {@code null} when empty. */
final class KeysOrNull extends Keys {

    @Override
    void writeEmpty(JsonWriter writer) {
        Nulls.write(writer);
    }
}
