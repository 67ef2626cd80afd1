package dev.berth.console;

/** A container's state as a sign and a word, so that colour is not all that tells it. */
final class ContainerStatus {
    private static final String HEALTHY = "(healthy)";
    private static final String UNHEALTHY = "(unhealthy)";
    private static final String STARTING = "(health: starting)";

    private ContainerStatus() {
    }

    /**
     * The cell.
     *
     * @param state {@code running} and the like
     * @param status the state in the engine's words, which also tell of health and of the exit code
     */
    static TextCell cell(String state, String status) {
        return switch (state) {
            case "running" -> running(status);
            case "paused" -> new TextCell("◉ paused", Role.ATTENTION);
            case "restarting" -> new TextCell("◉ restarting", Role.ATTENTION);
            case "dead" -> new TextCell("✗ dead", Role.BAD);
            case "exited" -> exited(status);
            default -> new TextCell("○ " + state, Role.MUTED);
        };
    }

    private static TextCell running(String status) {
        if (status.endsWith(HEALTHY)) {
            return new TextCell("● healthy", Role.GOOD);
        }
        if (status.endsWith(UNHEALTHY)) {
            return new TextCell("✗ unhealthy", Role.BAD);
        }
        return status.endsWith(STARTING) ? new TextCell("● starting", Role.ATTENTION)
                : new TextCell("● running", Role.GOOD);
    }

    /** With the exit code where there was one to speak of. */
    private static TextCell exited(String status) {
        int open = status.indexOf('(');
        int close = status.indexOf(')', open);
        String code = open < 0 || close < 0 ? "0" : status.substring(open + 1, close);
        return code.equals("0") ? new TextCell("○ exited", Role.MUTED)
                : new TextCell("✗ exited " + code, Role.BAD);
    }
}
