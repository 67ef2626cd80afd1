package dev.berth.bench;

import java.util.List;

/** An engine from the start of its command to its first answer. */
final class ColdStart implements Measurement {

    private static final int TIMES = 7;

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            try (EngineUnderTest engine = place.another("cold")) {
                millis[i] = engine.startMillis();
            }
        }
        return List.of(Row.time("engine cold, to its first answer", new Samples(millis), 600));
    }
}
