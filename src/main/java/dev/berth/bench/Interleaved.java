package dev.berth.bench;

/** Measures several things in turns, A B C A B C …, so that what else the machine does meets all of them alike. */
final class Interleaved {

    /** Something whose time is measured. */
    interface Action {
        void run() throws Exception;
    }

    private Interleaved() {
    }

    /**
     * Times actions.
     *
     * @param warmUp rounds that do not count
     * @param rounds rounds that count
     * @param actions what to time
     * @return milliseconds, one {@link Samples} an action
     */
    static Samples[] time(int warmUp, int rounds, Action... actions) throws Exception {
        double[][] millis = new double[actions.length][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (int i = 0; i < actions.length; i++) {
                long before = System.nanoTime();
                actions[i].run();
                if (round >= 0) {
                    millis[i][round] = (System.nanoTime() - before) / 1e6;
                }
            }
        }
        Samples[] samples = new Samples[actions.length];
        for (int i = 0; i < actions.length; i++) {
            samples[i] = new Samples(millis[i]);
        }
        return samples;
    }
}
