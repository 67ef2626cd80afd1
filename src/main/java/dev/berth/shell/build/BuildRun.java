package dev.berth.shell.build;

import dev.berth.client.BuildOptions;
import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import dev.berth.kernel.WindowSize;
import dev.berth.session.FdOutput;
import dev.berth.shell.CommandException;
import dev.berth.shell.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Builds once: sends the context, shows the progress, and says why when it fails. */
public final class BuildRun {

    private static final int LAST_LINES = 10;

    private final Context context;
    private final String registryConfig;
    private final ProgressKind progress;

    /**
     * A way to build.
     *
     * @param context whose engine, and where it is shown
     * @param registryConfig credentials, as {@link dev.berth.client.BuildCalls#build} takes them
     * @param progress how it is shown
     */
    public BuildRun(Context context, String registryConfig, ProgressKind progress) {
        this.context = context;
        this.registryConfig = registryConfig;
        this.progress = progress;
    }

    /**
     * Builds.
     *
     * @param source where the context is
     * @param options for the Dockerfile's path in the context
     * @return the image's id
     * @throws CommandException if the build fails, with what is to be shown
     */
    public String build(ContextSource source, Function<String, BuildOptions> options) throws IOException {
        try (BuildContext sent = source.open();
                JsonStream<ProgressMessage> answer = context.client().builds().build(sent.archive(),
                        options.apply(sent.dockerfile()), registryConfig)) {
            BuildFollower follower;
            try (BuildView view = view()) {
                follower = new BuildFollower(view);
                follower.follow(answer);
            }
            if (follower.error().isPresent()) {
                throw new CommandException(failure(follower, sent));
            }
            return follower.id();
        }
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
