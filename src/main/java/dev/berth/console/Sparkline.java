package dev.berth.console;

/** Numbers over time as a row of bars. */
final class Sparkline {
    private static final String BARS = " ▁▂▃▄▅▆▇█";

    private Sparkline() {
    }

    /**
     * Rows of bars, the highest first, the newest value at the right.
     *
     * @param values the oldest first; only as many of the newest as there are columns count
     * @param top the value of a full bar
     */
    static String[] rows(double[] values, double top, int rows, int columns) {
        String[] lines = new String[rows];
        int from = Math.max(0, values.length - columns);
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder(" ".repeat(Math.max(0, columns - values.length)));
            for (int i = from; i < values.length; i++) {
                double eighths = Math.min(1, top <= 0 ? 0 : values[i] / top) * rows * 8 - (rows - 1 - row) * 8.0;
                int bar = (int) Math.round(Math.max(0, Math.min(8, eighths)));
                boolean base = row == rows - 1 && bar == 0 && values[i] > 0;
                line.append(BARS.charAt(base ? 1 : bar));
            }
            lines[row] = line.toString();
        }
        return lines;
    }
}
