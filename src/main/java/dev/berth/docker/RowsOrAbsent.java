package dev.berth.docker;

import io.avaje.json.JsonWriter;

/** A list of lists of strings, left out when empty. */
final class RowsOrAbsent extends Rows {

    @Override
    void writeEmpty(JsonWriter writer) {
        writer.nullValue();
    }
}
