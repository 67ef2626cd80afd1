package dev.berth.shell;

import picocli.CommandLine.Option;

/**
 * What docker's {@code run} and {@code create} have for other systems, for networks that are not there yet, and for
 * registries' signatures of old: each that was asked for and cannot be had is refused in a sentence.
 */
final class ForeignFlags {

    @Option(names = "--cpu-count", hidden = true, paramLabel = "int")
    private String cpuCount;
    @Option(names = "--cpu-percent", hidden = true, paramLabel = "int")
    private String cpuPercent;
    @Option(names = "--cpu-rt-period", hidden = true, paramLabel = "int")
    private String cpuRtPeriod;
    @Option(names = "--cpu-rt-runtime", hidden = true, paramLabel = "int")
    private String cpuRtRuntime;
    @Option(names = "--disable-content-trust", hidden = true, defaultValue = "true")
    private boolean disableContentTrust;
    @Option(names = "--gpus", hidden = true, paramLabel = "gpu-request")
    private String gpus;
    @Option(names = "--io-maxbandwidth", hidden = true, paramLabel = "bytes")
    private String ioMaxbandwidth;
    @Option(names = "--io-maxiops", hidden = true, paramLabel = "uint")
    private String ioMaxiops;
    @Option(names = "--isolation", hidden = true, paramLabel = "string")
    private String isolation;
    @Option(names = "--kernel-memory", hidden = true, paramLabel = "bytes")
    private String kernelMemory;
    @Option(names = "--link-local-ip", hidden = true, paramLabel = "list")
    private String linkLocalIp;
    @Option(names = "--use-api-socket", hidden = true)
    private boolean useApiSocket;

    /**
     * Refuses those that were given.
     *
     * @throws CommandException if one was
     */
    void refuse() {
        windows(cpuCount, "--cpu-count");
        windows(cpuPercent, "--cpu-percent");
        windows(ioMaxbandwidth, "--io-maxbandwidth");
        windows(ioMaxiops, "--io-maxiops");
        realTime(cpuRtPeriod, cpuRtRuntime);
        if (!gpus.isEmpty()) {
            throw LaunchRefused.byEngine("could not select device driver \"\" with capabilities: [[gpu]]");
        }
        if (!isolation.isEmpty() && !isolation.equals("default")) {
            throw LaunchRefused.byEngine("invalid isolation: \"" + isolation + "\" - linux only supports 'default'");
        }
        unsupported(!kernelMemory.isEmpty(), "--kernel-memory", "kernels limit their own memory no more, and --memory "
                + "counts it");
        unsupported(!linkLocalIp.isEmpty(), "--link-local-ip", "there are no bridge networks yet, they come with the "
                + "next release of Berth");
        unsupported(useApiSocket, "--use-api-socket", "mount the engine's socket with "
                + "-v SOCKET:/var/run/docker.sock where a container may rule the engine");
    }

    /**
     * Refuses real-time limits, also those of {@code update}.
     *
     * @throws CommandException if one was given
     */
    static void realTime(String period, String runtime) {
        if (!period.isEmpty() || !runtime.isEmpty()) {
            throw LaunchRefused.byEngine("real-time limits of processors are not supported: limit their time with "
                    + "--cpus, or --cpu-period and --cpu-quota");
        }
    }

    private static void windows(String value, String flag) {
        if (!value.isEmpty()) {
            throw new CommandException("\"" + flag + "\" is only supported on a Docker daemon running on windows, but "
                    + "the Docker daemon is running on linux");
        }
    }

    private static void unsupported(boolean given, String flag, String instead) {
        if (given) {
            throw new LaunchRefused(flag + " is not supported: " + instead);
        }
    }
}
