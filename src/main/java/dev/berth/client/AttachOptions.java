package dev.berth.client;

import dev.berth.http.Query;

/**
 * What to attach to.
 *
 * @param stdin whether input is sent
 * @param stdout whether standard output is wanted
 * @param stderr whether standard error is wanted
 * @param logs whether the output so far comes first
 * @param detachKeys keys that end the attachment, empty for the container's
 */
public record AttachOptions(boolean stdin, boolean stdout, boolean stderr, boolean logs, String detachKeys) {

    /** Output only. */
    public static final AttachOptions OUTPUT = new AttachOptions(false, true, true, false, "");
    /** Input and output. */
    public static final AttachOptions ALL = new AttachOptions(true, true, true, false, "");

    Query query() {
        Query query = new Query().add("stream", "1").flag("stdin", stdin).flag("stdout", stdout)
                .flag("stderr", stderr).flag("logs", logs);
        return detachKeys.isEmpty() ? query : query.add("detachKeys", detachKeys);
    }
}
