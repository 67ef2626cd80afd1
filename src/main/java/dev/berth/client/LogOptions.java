package dev.berth.client;

import dev.berth.http.Query;

/**
 * Which part of a log, in what form.
 *
 * @param stdout whether standard output
 * @param stderr whether standard error
 * @param follow whether to wait for more until the container ends
 * @param timestamps whether lines begin with their time
 * @param details whether what the log options name comes in front of a line
 * @param since nothing before: Unix seconds with fraction, RFC 3339 or a duration; empty is the beginning
 * @param until nothing after, in the same forms; empty is the end
 * @param tail {@code all} or the last so many lines
 */
public record LogOptions(boolean stdout, boolean stderr, boolean follow, boolean timestamps, boolean details,
        String since, String until, String tail) {

    /** Everything there is, both streams. */
    public static final LogOptions ALL = new LogOptions(true, true, false, false, false, "", "", "all");

    /** The same, followed or not. */
    public LogOptions follow(boolean value) {
        return new LogOptions(stdout, stderr, value, timestamps, details, since, until, tail);
    }

    /** The same with the last so many lines. */
    public LogOptions tail(String lines) {
        return new LogOptions(stdout, stderr, follow, timestamps, details, since, until, lines);
    }

    /** The same with or without the lines' times. */
    public LogOptions timestamps(boolean value) {
        return new LogOptions(stdout, stderr, follow, value, details, since, until, tail);
    }

    Query query() {
        Query query = new Query().flag("stdout", stdout).flag("stderr", stderr).flag("follow", follow)
                .flag("timestamps", timestamps).add("tail", tail);
        if (details) {
            query.flag("details", true);
        }
        if (!since.isEmpty()) {
            query.add("since", since);
        }
        return until.isEmpty() ? query : query.add("until", until);
    }
}
