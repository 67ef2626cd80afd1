package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.docker.RestartPolicy;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.RestartPolicies;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth update}. */
@CommandLine.Command(name = "update",
        description = "Update configuration of one or more containers", customSynopsis = Texts.CONTAINERS)
final class Update extends Command {

    @Option(names = "--blkio-weight", paramLabel = "uint16",
            description = "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)")
    private String blkioWeight;
    @Option(names = "--cpu-period", paramLabel = "int",
            description = "Limit CPU CFS (Completely Fair Scheduler) period")
    private String cpuPeriod;
    @Option(names = "--cpu-quota", paramLabel = "int",
            description = "Limit CPU CFS (Completely Fair Scheduler) quota")
    private String cpuQuota;
    @Option(names = "--cpu-rt-period", hidden = true, paramLabel = "int")
    private String cpuRtPeriod;
    @Option(names = "--cpu-rt-runtime", hidden = true, paramLabel = "int")
    private String cpuRtRuntime;
    @Option(names = {"-c", "--cpu-shares"}, paramLabel = "int", description = "CPU shares (relative weight)")
    private String cpuShares;
    @Option(names = "--cpus", paramLabel = "decimal", description = "Number of CPUs")
    private String cpus;
    @Option(names = "--cpuset-cpus", paramLabel = "string", description = "CPUs in which to allow execution (0-3, 0,1)")
    private String cpusetCpus;
    @Option(names = "--cpuset-mems", paramLabel = "string", description = "MEMs in which to allow execution (0-3, 0,1)")
    private String cpusetMems;
    @Option(names = {"-m", "--memory"}, paramLabel = "bytes", description = "Memory limit")
    private String memory;
    @Option(names = "--memory-reservation", paramLabel = "bytes", description = "Memory soft limit")
    private String memoryReservation;
    @Option(names = "--memory-swap", paramLabel = "bytes",
            description = "Swap limit equal to memory plus swap: -1 to enable unlimited swap")
    private String memorySwap;
    @Option(names = "--pids-limit", paramLabel = "int",
            description = "Tune container pids limit (set -1 for unlimited)")
    private String pidsLimit;
    @Option(names = "--restart", paramLabel = "string",
            description = "Restart policy to apply when a container exits")
    private String restart;

    @Override
    protected int run(Context context) throws IOException {
        ForeignFlags.realTime(cpuRtPeriod, cpuRtRuntime);
        if (Stream.of(blkioWeight, cpuPeriod, cpuQuota, cpuShares, cpus, cpusetCpus, cpusetMems, memory,
                memoryReservation, memorySwap, pidsLimit, restart).allMatch(String::isEmpty)) {
            throw new CommandException("you must provide one or more flags when using this command");
        }
        HostConfigBuilder change = new HostConfigBuilder().restartPolicy(Optional.empty())
                .blkioWeight((int) Numbers.integerOrZero(blkioWeight, "--blkio-weight"))
                .cpuPeriod(Numbers.integerOrZero(cpuPeriod, "--cpu-period"))
                .cpuQuota(Numbers.integerOrZero(cpuQuota, "--cpu-quota"))
                .cpuShares(Numbers.integerOrZero(cpuShares, "-c, --cpu-shares"))
                .nanoCpus(HostFlags.nanoCpus(cpus)).cpusetCpus(cpusetCpus).cpusetMems(cpusetMems)
                .memory(HostFlags.bytes(memory, "-m, --memory"))
                .memoryReservation(HostFlags.bytes(memoryReservation, "--memory-reservation"))
                .memorySwap(memorySwap.equals("-1") ? -1 : HostFlags.bytes(memorySwap, "--memory-swap"));
        if (!pidsLimit.isEmpty()) {
            change.pidsLimit(OptionalLong.of(Numbers.integer(pidsLimit, "--pids-limit")));
        }
        if (!restart.isEmpty()) {
            change.restartPolicy(Optional.of(restartPolicy(restart)));
        }
        int status = 0;
        for (String name : arguments()) {
            try {
                for (String warning : context.client().containers().update(name, change.build())) {
                    context.err().println(warning);
                }
                context.println(name);
            } catch (ApiException e) {
                context.err().println(Cli.describe(e));
                status = 1;
            }
        }
        return status;
    }

    private static RestartPolicy restartPolicy(String text) {
        try {
            dev.berth.profile.RestartPolicy policy = RestartPolicies.parse(text);
            return new RestartPolicy(policy.kind().text(), policy.maximumRetries());
        } catch (FormException e) {
            throw new CommandException("Error response from daemon: " + e.getMessage());
        }
    }
}
