package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.BuildOptions;
import dev.berth.profile.form.Durations;
import dev.berth.profile.form.FormException;
import dev.berth.shell.build.BuildCall;
import dev.berth.shell.build.BuildMetadata;
import dev.berth.shell.build.BuildOutput;
import dev.berth.shell.build.BuildResult;
import dev.berth.shell.build.BuildRun;
import dev.berth.shell.build.ContextSource;
import dev.berth.shell.build.NamedContexts;
import dev.berth.shell.build.ProgressKind;
import dev.berth.shell.login.Logins;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth build}. */
@CommandLine.Command(name = "build", description = "Build an image from a Dockerfile",
        customSynopsis = "PATH | URL | -")
final class BuildCommand extends Command {

    @Option(names = "--add-host", paramLabel = "list", description = "Add a custom host-to-IP mapping (host:ip)")
    List<String> addHost;
    @Option(names = "--annotation", paramLabel = "list", description = "Add an annotation to the image's manifest")
    List<String> annotation;
    @Option(names = "--build-arg", paramLabel = "list", description = "Set build-time variables")
    List<String> buildArg;
    @Option(names = "--build-context", paramLabel = "stringArray", description = "Additional build contexts (e.g., "
            + "name=path; also a git URL, docker-image://NAME, oci-layout://DIR[:TAG])")
    List<String> buildContext;
    @Option(names = "--cache-from", paramLabel = "strings", description = "Not used: steps are found by "
            + "what they are made from, not by the history of an image")
    List<String> cacheFrom;
    @Option(names = "--call", paramLabel = "string", description = "Set method for evaluating build (build, check, "
            + "outline, targets; [,format=json])")
    private String call;
    @Option(names = "--check", description = "Shorthand for --call=check")
    private boolean check;
    @Option(names = "--cgroup-parent", paramLabel = "string",
            description = "Set the parent cgroup for the RUN instructions during build")
    String cgroupParent;
    @Option(names = "--cpu-period", paramLabel = "int",
            description = "Limit the CPU CFS (Completely Fair Scheduler) period")
    String cpuPeriod;
    @Option(names = "--cpu-quota", paramLabel = "int",
            description = "Limit the CPU CFS (Completely Fair Scheduler) quota")
    String cpuQuota;
    @Option(names = {"-c", "--cpu-shares"}, paramLabel = "int", description = "CPU shares (relative weight)")
    String cpuShares;
    @Option(names = "--cpuset-cpus", paramLabel = "string", description = "CPUs in which to allow execution (0-3, 0,1)")
    String cpusetCpus;
    @Option(names = "--cpuset-mems", paramLabel = "string", description = "MEMs in which to allow execution (0-3, 0,1)")
    String cpusetMems;
    @Option(names = "--compress", hidden = true, description = "Compress the build context using gzip")
    private boolean compress;
    @Option(names = "--disable-content-trust", hidden = true, defaultValue = "true",
            description = "Skip image verification")
    private boolean disableContentTrust;
    @Option(names = {"-f", "--file"}, paramLabel = "string",
            description = "Name of the Dockerfile (default: PATH/Dockerfile); - reads it from standard input")
    private String file;
    @Option(names = "--force-rm", hidden = true, description = "Always remove intermediate containers")
    private boolean forceRm;
    @Option(names = "--iidfile", paramLabel = "string", description = "Write the image ID to the file")
    private String iidfile;
    @Option(names = "--label", paramLabel = "list", description = "Set metadata for an image")
    List<String> label;
    @Option(names = "--load", hidden = true, description = "Have the image in the engine, where it is anyway")
    private boolean load;
    @Option(names = {"-m", "--memory"}, paramLabel = "bytes", description = "Memory limit")
    String memory;
    @Option(names = "--memory-swap", paramLabel = "bytes",
            description = "Swap limit equal to memory plus swap: -1 to enable unlimited swap")
    String memorySwap;
    @Option(names = "--metadata-file", paramLabel = "string",
            description = "Write build result metadata (digests, names, warnings) to a file")
    private String metadataFile;
    @Option(names = "--network", paramLabel = "string",
            description = "Set the networking mode for the RUN instructions during build")
    String network;
    @Option(names = "--no-cache", description = "Do not use cache when building the image")
    boolean noCache;
    @Option(names = "--no-cache-filter", paramLabel = "strings", split = ",",
            description = "Do not use the cache for these stages")
    List<String> noCacheFilter;
    @Option(names = {"-o", "--output"}, paramLabel = "list", description = "Output destination "
            + "(DIR, -, type=local|tar|docker|oci,dest=PATH, type=registry) besides the image in the engine")
    private List<String> output;
    @Option(names = "--platform", paramLabel = "string",
            description = "Set platform if server is multi-platform capable")
    String platform;
    @Option(names = "--progress", paramLabel = "string",
            description = "Set type of progress output (auto, plain, tty, quiet, rawjson); plain shows what steps"
                    + " print")
    private String progress;
    @Option(names = "--pull", description = "Always attempt to pull a newer version of the image")
    boolean pull;
    @Option(names = "--push", description = "Push the image under all its names when it is built")
    private boolean push;
    @Option(names = {"-q", "--quiet"}, description = "Suppress the build output and print image ID on success")
    boolean quiet;
    @Option(names = "--rm", hidden = true, defaultValue = "true",
            description = "Remove intermediate containers after a successful build")
    private boolean rm;
    @Option(names = "--secret", paramLabel = "list",
            description = "Secret to expose to the build (id=mysecret[,src=FILE|,env=VARIABLE])")
    List<String> secret;
    @Option(names = "--shm-size", paramLabel = "bytes", description = "Size of /dev/shm")
    String shmSize;
    @Option(names = "--squash", hidden = true, description = "Squash newly built layers into a single new layer")
    private boolean squash;
    @Option(names = "--ssh", paramLabel = "list",
            description = "SSH agent socket to expose to the build (default|ID[=SOCKET])")
    List<String> ssh;
    @Option(names = {"-t", "--tag"}, paramLabel = "list", description = "Name and optionally a tag (name:tag)")
    List<String> tag;
    @Option(names = "--target", paramLabel = "string", description = "Set the target build stage to build")
    String target;
    @Option(names = "--ulimit", paramLabel = "ulimit", description = "Ulimit options")
    List<String> ulimit;
    @Option(names = "--watch",
            description = "Build again whenever the context, or the branch of a git URL, has changed")
    private boolean watch;
    @Option(names = "--watch-interval", paramLabel = "duration",
            description = "How often --watch asks a git server (default 30s)")
    private String watchInterval;
    @CommandLine.Mixin
    private BuildxFlags elsewhere;

    @Override
    protected int run(Context context) throws IOException {
        elsewhere.refuse();
        ProgressKind kind = quiet ? ProgressKind.QUIET : ProgressKind.parse(progress.isEmpty()
                ? context.session().variable("BUILDKIT_PROGRESS").orElse("") : progress);
        List<BuildOutput> outputs = BuildOutput.parse(context.session(), output);
        tag = names();
        boolean pushes = push || outputs.stream().anyMatch(one -> one.kind() == BuildOutput.Kind.REGISTRY);
        if (pushes && tag.isEmpty()) {
            throw new CommandException("tag is needed when pushing to registry");
        }
        if (squash) {
            context.err().println("WARNING: experimental flag squash is removed with BuildKit. You should squash inside"
                    + " build using a multi-stage Dockerfile for efficiency.");
        }
        boolean berth = context.client().berth().available();
        if (!berth && !outputs.isEmpty()) {
            throw new CommandException("--output is a build option of Berth's engine: this one is not Berth. "
                    + "Build an image there, then export a container of it");
        }
        BuildCall asked = BuildCall.parse(call.isEmpty() && check ? "check" : call);
        BuildFlags flags = new BuildFlags(this, context, berth, asked.name());
        Function<String, BuildOptions> options = flags.options();
        NamedContexts named = NamedContexts.of(context, buildContext, flags.keepsGit());
        BuildRun build = new BuildRun(context, new Logins(context.session()).allHeader(), kind, named);
        try (ContextSource source = ContextSource.of(context.session(), argument(0), file, flags.keepsGit(),
                watch ? Optional.of(interval()) : Optional.empty(), named.directories())) {
            if (!asked.name().isEmpty()) {
                return build.ask(asked, source, options);
            }
            if (!watch) {
                once(context, build, source, options, outputs, pushes);
                return 0;
            }
            while (true) {
                try {
                    once(context, build, source, options, outputs, pushes);
                } catch (CommandException e) {
                    // the next change may mend it
                    context.err().println(e.getMessage());
                } catch (ApiException e) {
                    context.err().println(Cli.describe(e));
                }
                context.err().println("watching for changes, Ctrl-C ends");
                source.awaitChange(line -> context.err().println(line));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void once(Context context, BuildRun build, ContextSource source, Function<String, BuildOptions> options,
            List<BuildOutput> outputs, boolean pushes) throws IOException {
        BuildResult result = build.build(source, options);
        String id = result.id();
        if (!iidfile.isEmpty()) {
            Files.writeString(context.session().resolve(iidfile), id);
        }
        if (!metadataFile.isEmpty()) {
            Files.writeString(context.session().resolve(metadataFile), BuildMetadata.of(result, tag));
        }
        for (BuildOutput one : outputs) {
            one.write(context, id, tag);
        }
        for (String name : pushes ? tag : List.<String>of()) {
            ImagePush.tag(context, name, context.err(), quiet);
        }
        boolean piped = outputs.stream().anyMatch(BuildOutput::piped);
        if (quiet && !piped) {
            context.println(id);
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(tag);
        names.addAll(BuildOutput.names(output));
        return names;
    }

    private Duration interval() {
        try {
            return watchInterval.isEmpty() ? ContextSource.GIT_INTERVAL : Durations.parse(watchInterval);
        } catch (FormException e) {
            throw UsageException.invalid(watchInterval, "--watch-interval", e.getMessage());
        }
    }
}
