package dev.berth.client;

import dev.berth.docker.Ulimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image is built.
 *
 * @param dockerfile path in the context
 * @param tags names for the result
 * @param target the stage to stop at; empty for the last
 * @param arguments {@code ARG} values; without a value the argument is declared and the engine's own is taken
 * @param labels of the image
 * @param cacheFrom images whose layers may be used instead of running steps
 * @param extraHosts {@code name:address}
 * @param network of {@code RUN}: {@code none}, {@code host}, …; empty for the engine's default
 * @param platform for example {@code linux/amd64}; empty for the engine's
 * @param noCache whether every step is run
 * @param pull whether base images are fetched again
 * @param quiet whether the answer is only the image's id
 * @param limits of the containers that steps run in
 * @param berth what only Berth's engine knows
 */
public record BuildOptions(String dockerfile, List<String> tags, String target,
        Map<String, Optional<String>> arguments, Map<String, String> labels, List<String> cacheFrom,
        List<String> extraHosts, String network, String platform, boolean noCache, boolean pull, boolean quiet,
        Limits limits, Berth berth) {

    /**
     * Limits of the containers that steps run in; 0 and empty for none.
     *
     * @param memoryBytes memory
     * @param memorySwapBytes memory and swap; -1 for no limit of swap
     * @param shmBytes of {@code /dev/shm}
     * @param cpuShares weight
     * @param cpuPeriodMicros of {@code cpuQuotaMicros}
     * @param cpuQuotaMicros CPU time in a period
     * @param cpusetCpus for example {@code 0-3}
     * @param cpusetMems for example {@code 0}
     * @param cgroupParent the group above theirs
     * @param ulimits of their processes
     */
    public record Limits(long memoryBytes, long memorySwapBytes, long shmBytes, long cpuShares, long cpuPeriodMicros,
            long cpuQuotaMicros, String cpusetCpus, String cpusetMems, String cgroupParent,
            List<Ulimit> ulimits) {
    }

    /**
     * What only Berth's engine knows.
     *
     * @param steps whether the answer tells steps ({@link dev.berth.docker.BuildStep}) instead of text
     * @param secrets contents by id
     * @param sshSockets paths of agents' sockets by id; only for an engine on the same machine
     * @param noCacheStages stages for which no cache is used
     * @param annotations of the image's manifest
     * @param contexts further contexts by name, in order: {@code docker-image://REFERENCE}; or {@code archive}, which
     *     is before the build's own in the body, in chunks as {@code ArchiveFrames} makes them
     * @param call what is asked of the Dockerfile instead of building it: {@code check}, {@code outline},
     *     {@code targets}; empty to build
     */
    public record Berth(boolean steps, Map<String, byte[]> secrets, Map<String, String> sshSockets,
            List<String> noCacheStages, Map<String, String> annotations, Map<String, String> contexts, String call) {

        /** The same with other contexts. */
        public Berth withContexts(Map<String, String> others) {
            return new Berth(steps, secrets, sshSockets, noCacheStages, annotations, others, call);
        }
    }

    /** The same with other contexts. */
    public BuildOptions withContexts(Map<String, String> others) {
        return new BuildOptions(dockerfile, tags, target, arguments, labels, cacheFrom, extraHosts, network, platform,
                noCache, pull, quiet, limits, berth.withContexts(others));
    }
}
