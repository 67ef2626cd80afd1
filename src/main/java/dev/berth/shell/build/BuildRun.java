package dev.berth.shell.build;

import dev.berth.client.BuildOptions;
import dev.berth.client.JsonStream;
import dev.berth.docker.BuildFindings;
import dev.berth.docker.ProgressMessage;
import dev.berth.kernel.WindowSize;
import dev.berth.session.FdOutput;
import dev.berth.shell.CommandException;
import dev.berth.shell.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Builds once: sends the context, shows the progress, and says why when it fails. */
public final class BuildRun {

    private static final int LAST_LINES = 10;
    private static final String YELLOW = "\033[33m";
    private static final String NORMAL = "\033[0m";

    private final Context context;
    private final String registryConfig;
    private final ProgressKind progress;
    private final NamedContexts contexts;

    /**
     * A way to build.
     *
     * @param context whose engine, and where it is shown
     * @param registryConfig credentials, as {@link dev.berth.client.BuildCalls#build} takes them
     * @param progress how it is shown
     * @param contexts those with names
     */
    public BuildRun(Context context, String registryConfig, ProgressKind progress, NamedContexts contexts) {
        this.context = context;
        this.registryConfig = registryConfig;
        this.progress = progress;
        this.contexts = contexts;
    }

    /**
     * Builds.
     *
     * @param source where the context is
     * @param options for the Dockerfile's path in the context
     * @return the image
     * @throws CommandException if the build fails, with what is to be shown
     */
    public BuildResult build(ContextSource source, Function<String, BuildOptions> options) throws IOException {
        try (BuildContext sent = source.open()) {
            BuildFollower follower = follow(sent, options, view());
            if (progress != ProgressKind.QUIET && progress != ProgressKind.RAWJSON) {
                warn(follower.result().findings());
            }
            if (follower.error().isPresent()) {
                throw new CommandException(failure(follower, sent));
            }
            return follower.result();
        }
    }

    private BuildFollower follow(BuildContext sent, Function<String, BuildOptions> options, BuildView shown)
            throws IOException {
        try (BuildView view = shown;
                NamedContexts.Opened named = contexts.open(context, sent.archive());
                JsonStream<ProgressMessage> answer = context.client().builds().build(named.archive(),
                        options.apply(sent.dockerfile()).withContexts(named.values()), registryConfig)) {
            BuildFollower follower = new BuildFollower(view);
            follower.follow(answer);
            return follower;
        }
    }

    /** What docker says at a build's end of a Dockerfile that it advises against. */
    private void warn(BuildFindings findings) throws IOException {
        int count = findings.warnings().size();
        if (count == 0) {
            return;
        }
        boolean colors = context.err().isTerminal() && context.session().variable("NO_COLOR").isEmpty();
        String title = (count == 1 ? "1 warning found" : count + " warnings found") + " (use --check to expand):";
        StringBuilder out = new StringBuilder("\n ").append(colors ? YELLOW + title + NORMAL : title).append('\n');
        findings.warnings().forEach(one -> out.append(" - ").append(LiveBlock.plain(one.sentence())).append('\n'));
        context.err().draw(out.toString());
    }

    /**
     * Asks something of a Dockerfile instead of building it, and prints the answer.
     *
     * @param call what
     * @param source where the context is
     * @param options for the Dockerfile's path in the context
     * @return the exit status
     * @throws CommandException if the Dockerfile cannot be read, with what is to be shown
     */
    public int ask(BuildCall call, ContextSource source, Function<String, BuildOptions> options) throws IOException {
        try (BuildContext sent = source.open()) {
            BuildFollower follower = follow(sent, options, new QuietView());
            if (follower.error().isPresent()) {
                throw new CommandException(failure(follower, sent));
            }
            Map<String, Object> said = follower.said();
            BuildFindings findings = BuildFindings.of(said);
            context.out().print(call.json() ? BuildMetadata.indented(said) + "\n" : switch (call.name()) {
                case "check" -> CallText.check(findings, new DockerfileExcerpt(sent.dockerfile(), source(said)));
                case "outline" -> CallText.outline(said);
                default -> CallText.targets(said);
            });
            return findings.warnings().isEmpty() || call.ignoresStatus() ? 0 : 1;
        }
    }

    /** The Dockerfile's text, which the engine has read. */
    private static String source(Map<String, Object> said) {
        return said.get("sources") instanceof List<?> sources && !sources.isEmpty()
                && sources.get(0) instanceof Map<?, ?> source && source.get("data") instanceof String data
                ? new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8) : "";
    }

    private BuildView view() {
        FdOutput to = context.err();
        return switch (progress) {
            case QUIET -> new QuietView();
            case PLAIN -> new PlainView(to);
            case TTY -> live(to);
            case RAWJSON -> new RawJsonView(to);
            case AUTO -> to.isTerminal() ? live(to) : new PlainView(to);
        };
    }

    private BuildView live(FdOutput to) {
        return new LiveView(to, context.session().terminal()
                .<Supplier<WindowSize>>map(t -> t::size)
                .orElse(() -> new WindowSize(24, 80)),
                context.session().variable("NO_COLOR").isEmpty());
    }

    private String failure(BuildFollower follower, BuildContext sent) {
        StringBuilder out = new StringBuilder();
        if (follower.failed().isPresent()) {
            StepLog step = follower.failed().get();
            List<StepLog.Line> tail = step.tail(0);
            if (!tail.isEmpty() && progress != ProgressKind.PLAIN) {
                out.append("------\n > ").append(PlainView.title(step.step())).append(":\n");
                for (StepLog.Line line : tail.subList(Math.max(0, tail.size() - LAST_LINES), tail.size())) {
                    out.append(PlainView.seconds(line.nanos(), 3)).append(' ')
                            .append(context.err().isTerminal() ? LiveBlock.plain(line.text()) : line.text())
                            .append('\n');
                }
                out.append("------\n");
            }
            sent.shown().flatMap(dockerfile -> dockerfile.around(step.step()))
                    .ifPresent(excerpt -> out.append(excerpt).append('\n'));
        }
        return out.append("ERROR: failed to build: ").append(follower.error().orElse("")).toString();
    }
}
