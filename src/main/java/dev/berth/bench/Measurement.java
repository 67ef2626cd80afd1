package dev.berth.bench;

import java.util.List;

/** One of the things that are measured. */
interface Measurement {

    /** The word by which it is chosen on the command line. */
    String name();

    /**
     * Measures.
     *
     * @param place where, with a running engine
     * @throws Exception if it cannot be measured; the message says why
     */
    List<Row> measure(Workplace place) throws Exception;
}
