package dev.berth.http;

import java.io.IOException;

/** The other side broke the rules of HTTP; the connection is of no further use. */
public final class HttpException extends IOException {
    private static final long serialVersionUID = 1;

    /** A breach, told in one sentence. */
    public HttpException(String message) {
        super(message);
    }
}
