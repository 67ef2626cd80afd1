package dev.berth.http;

import java.io.InputStream;

/** A body of known length. */
final class FixedInput extends BodyInput {

    FixedInput(InputStream in, long length) {
        super(in, length);
    }

    @Override
    long next() {
        return 0;
    }

    @Override
    String cut(long missing) {
        return "the connection ended " + missing + " bytes before the end of an HTTP body";
    }
}
