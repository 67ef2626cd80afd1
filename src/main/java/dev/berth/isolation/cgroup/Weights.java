package dev.berth.isolation.cgroup;

/**
 * Converts weights between the scales of the two versions, as systemd does (src/basic/cgroup-util.h): linear, with the
 * defaults of both scales on each other, so that ratios between containers stay what they were.
 */
public final class Weights {

    private Weights() {
    }

    /**
     * Shares of {@code cpu.shares} for a weight.
     *
     * @param weight 1 to 10000, by default 100
     * @return 2 to 262144, by default 1024
     */
    public static long cpuShares(long weight) {
        return clamp(weight * 1024 / 100, 2, 262144);
    }

    /**
     * The weight for shares, as docker's {@code --cpu-shares} gives them.
     *
     * @param shares 2 to 262144, by default 1024
     * @return 1 to 10000, by default 100
     */
    public static long cpuWeight(long shares) {
        return clamp((shares * 100 + 512) / 1024, 1, 10000);
    }

    /**
     * {@code blkio.weight} of the v1 CFQ scheduler for a weight.
     *
     * @param weight 1 to 10000, by default 100
     * @return 10 to 1000, by default 500
     */
    public static long blkioWeight(long weight) {
        return clamp(weight * 500 / 100, 10, 1000);
    }

    /**
     * The BFQ scheduler's weight.
     *
     * @param weight 1 to 10000, by default 100
     * @return 1 to 1000, by default 100
     */
    public static long bfqWeight(long weight) {
        return weight <= 100 ? Math.max(weight, 1) : 100 + (weight - 100) * 900 / 9900;
    }

    /**
     * The weight for docker's {@code --blkio-weight}.
     *
     * @param weight 10 to 1000, by default 500
     * @return 1 to 10000, by default 100
     */
    public static long ioWeight(long weight) {
        return clamp(weight * 100 / 500, 1, 10000);
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }
}
