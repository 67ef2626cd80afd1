package dev.berth.console;

import dev.berth.client.ApiException;
import dev.berth.client.ApiVersion;
import dev.berth.client.AttachOptions;
import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.client.HijackedStream;
import dev.berth.client.JsonStream;
import dev.berth.client.LogOptions;
import dev.berth.client.LogStream;
import dev.berth.client.OutputFrame;
import dev.berth.docker.BerthCreate;
import dev.berth.docker.BerthExec;
import dev.berth.docker.BerthPlan;
import dev.berth.docker.ContainerConfigBuilder;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainersPruned;
import dev.berth.docker.Event;
import dev.berth.docker.ExecCreate;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.docker.ImagesPruned;
import dev.berth.docker.Session;
import dev.berth.docker.TopResult;
import dev.berth.docker.UsageSample;
import dev.berth.docker.VolumesPruned;
import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An engine behind the Docker Engine API: Berth with its additions, or Docker or Podman without them. The client stays
 * the caller's to close.
 */
public final class EngineSource implements Source {
    /** Often enough to watch, and half of what a sample every second costs an idle engine. */
    private static final int SAMPLE_SECONDS = 2;
    /** What changes a list; exec sessions and health checks come and go without. */
    private static final Set<String> CHANGES = Set.of("create", "start", "die", "stop", "kill", "destroy", "pause",
            "unpause", "rename", "update", "restart", "oom", "tag", "untag", "delete", "pull", "import", "load",
            "commit", "build");

    private final DockerClient client;
    private final String name;
    private volatile Optional<Boolean> berth = Optional.empty();

    /**
     * The engine of a client.
     *
     * @param name what to call it on the screen
     */
    public EngineSource(DockerClient client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    private boolean isBerth() throws IOException {
        if (berth.isEmpty()) {
            berth = Optional.of(client.berth().available());
        }
        return berth.get();
    }

    @Override
    public boolean hasProfiles() {
        return berth.orElse(true);
    }

    @Override
    public List<ContainerItem> containers() throws IOException {
        return client.containers().list(true, 0, false, new Filters()).stream().map(EngineItems::container).toList();
    }

    @Override
    public List<ImageItem> images() throws IOException {
        List<ImageItem> items = new ArrayList<>();
        client.images().list(false, new Filters()).forEach(summary -> items.addAll(EngineItems.images(summary)));
        return items;
    }

    @Override
    public List<ProfileItem> profiles() throws IOException {
        return isBerth() ? client.berth().profiles().stream().map(EngineItems::profile).toList() : List.of();
    }

    @Override
    public List<VolumeItem> volumes() throws IOException {
        return client.volumes().list(new Filters()).volumes().stream().map(EngineItems::volume).toList();
    }

    @Override
    public List<Detail> details(String container) throws IOException {
        List<Session> sessions = isBerth() ? client.berth().sessions(Optional.of(container)) : List.of();
        return ContainerDetails.of(client.containers().inspect(container), sessions);
    }

    @Override
    public List<Detail> imageDetails(String image) throws IOException {
        return ImageDetails.of(client.images().inspect(image));
    }

    @Override
    public List<FileItem> differences(String container) throws IOException {
        return client.containers().changes(container).stream().map(EngineItems::difference).toList();
    }

    @Override
    public List<Detail> volumeDetails(String volume) throws IOException {
        List<Detail> details = new ArrayList<>(EngineItems.details(client.volumes().inspect(volume)));
        client.containers().list(true, 0, false, new Filters().add("volume", volume)).stream()
                .map(EngineItems::container)
                .forEach(user -> details.add(new Detail("Used by", user.name() + "  " + user.status())));
        return details;
    }

    @Override
    public Subscription changes(Runnable changed, Consumer<String> ended) throws IOException {
        JsonStream<Event> events = client.system().events("", "",
                new Filters().add("type", "container").add("type", "image"));
        return EngineStream.read(events, events::next, event -> {
            if (CHANGES.contains(event.action())) {
                changed.run();
            }
        }, "the engine's events have ended", ended);
    }

    @Override
    public Subscription usage(Consumer<List<Usage>> sampled, Consumer<String> ended) throws IOException {
        if (!isBerth()) {
            DockerSampler sampler = new DockerSampler(client);
            return EngineStream.every(SAMPLE_SECONDS, () -> sampled.accept(sampler.sample()), ended);
        }
        JsonStream<UsageSample> samples = client.berth().usage(SAMPLE_SECONDS);
        return EngineStream.read(samples, samples::next,
                sample -> sampled.accept(sample.containers().stream().map(EngineItems::usage).toList()),
                "the engine's statistics have ended", ended);
    }

    @Override
    public Subscription processes(String container, Consumer<Processes> sampled, Consumer<String> ended) {
        return EngineStream.every(SAMPLE_SECONDS, () -> {
            TopResult top = client.containers().top(container, "");
            sampled.accept(new Processes(top.titles(), top.processes()));
        }, ended);
    }

    @Override
    public Subscription logs(String container, int tail, boolean timestamps, Consumer<byte[]> output,
            Consumer<String> ended) throws IOException {
        boolean tty = client.containers().inspect(container).config().tty();
        LogStream logs = client.containers().logs(container,
                LogOptions.ALL.follow(true).tail(Integer.toString(tail)).timestamps(timestamps), tty);
        return EngineStream.read(logs, logs::next, frame -> output.accept(bytes(frame)),
                "There is no output, and it does not run.", ended);
    }

    private static byte[] bytes(OutputFrame frame) {
        byte[] bytes = new byte[frame.payload().remaining()];
        frame.payload().get(bytes);
        return bytes;
    }

    @Override
    public long saveLogs(String container, boolean timestamps, Path file) throws IOException {
        boolean tty = client.containers().inspect(container).config().tty();
        try (LogStream logs = client.containers().logs(container, LogOptions.ALL.timestamps(timestamps), tty);
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            long written = 0;
            for (Optional<OutputFrame> frame = logs.next(); frame.isPresent(); frame = logs.next()) {
                byte[] bytes = bytes(frame.get());
                out.write(bytes);
                written += bytes.length;
            }
            return written;
        } catch (FileAlreadyExistsException e) {
            throw new IOException("save the log: " + file + " is there already; give another name", e);
        } catch (NoSuchFileException e) {
            throw new IOException("save the log: " + file + " is in no directory that exists", e);
        } catch (AccessDeniedException e) {
            throw new IOException("save the log: no permission to write " + file, e);
        }
    }

    @Override
    public void perform(Verb verb, String object) throws IOException {
        switch (verb) {
            case START -> client.containers().start(object);
            case STOP -> client.containers().stop(object, Optional.empty(), OptionalInt.empty());
            case RESTART -> client.containers().restart(object, Optional.empty(), OptionalInt.empty());
            case KILL -> client.containers().kill(object, "KILL");
            case PAUSE -> client.containers().pause(object);
            case UNPAUSE -> client.containers().unpause(object);
            case REMOVE_CONTAINER -> client.containers().remove(object, true, false);
            case REMOVE_IMAGE -> client.images().remove(object, false, false);
            case REMOVE_VOLUME -> client.volumes().remove(object, false);
        }
    }

    @Override
    public Pruned prune(Kind kind, boolean named) throws IOException {
        switch (kind) {
            case CONTAINER -> {
                ContainersPruned pruned = client.containers().prune(new Filters());
                return new Pruned(pruned.containersDeleted().size(), pruned.spaceReclaimed());
            }
            case IMAGE -> {
                ImagesPruned pruned = client.images().prune(new Filters().add("dangling", named ? "false" : "true"));
                long deleted = pruned.imagesDeleted().stream().filter(i -> i.deleted().isPresent()).count();
                return new Pruned((int) deleted, pruned.spaceReclaimed());
            }
            default -> {
                // Before 1.42 all volumes that nothing uses go, and a filter that says so is not known.
                boolean tells = client.system().apiVersion().compareTo(ApiVersion.parse("1.42")) >= 0 || isBerth();
                if (!tells && !named) {
                    throw new IOException("this engine cannot remove only the volumes without a name");
                }
                Filters filters = tells && named ? new Filters().add("all", "1") : new Filters();
                VolumesPruned pruned = client.volumes().prune(filters);
                return new Pruned(pruned.volumesDeleted().size(), pruned.spaceReclaimed());
            }
        }
    }

    @Override
    public List<LayerItem> layers(String image) throws IOException {
        return ImageHistories.items(client.images().history(image),
                isBerth() ? client.berth().imageLayers(image, "") : List.of());
    }

    @Override
    public List<FileItem> files(String image, String layer) throws IOException {
        return ImageHistories.files(client.berth().imageLayers(image, layer), layer);
    }

    @Override
    public List<Detail> profileText(String profile) throws IOException {
        return client.berth().profile(profile).text().lines().map(line -> new Detail("", line)).toList();
    }

    @Override
    public List<Detail> plan(String profile) throws IOException {
        BerthPlan plan = client.berth().plan(request(Launch.profile(profile), new WindowSize(24, 80)));
        List<Detail> lines = new ArrayList<>();
        plan.warnings().forEach(warning -> lines.add(new Detail("Warning", warning)));
        plan.cgroup().forEach(setting -> lines.add(new Detail(setting.file(), setting.value() + from(setting.key()))));
        plan.steps().forEach(step -> lines.add(new Detail(step.what(), step.call() + from(step.key()))));
        return lines;
    }

    private static String from(String key) {
        return key.isEmpty() ? "" : "   (" + key + ")";
    }

    @Override
    public String create(Launch launch, WindowSize size) throws IOException {
        return client.containers().create(launch.name(), "", request(launch, size)).id();
    }

    private static ContainerCreate request(Launch launch, WindowSize size) {
        ContainerConfigBuilder config = new ContainerConfigBuilder();
        HostConfigBuilder host = new HostConfigBuilder();
        if (launch.attached()) {
            config.tty(true).openStdin(true).attachStdin(true).attachStdout(true).attachStderr(true);
            host.consoleSize(List.of(size.rows(), size.columns()));
        }
        if (!launch.image().isEmpty()) {
            config.image(launch.image());
        }
        if (!launch.command().isEmpty()) {
            config.cmd(Optional.of(launch.command()));
        }
        Optional<BerthCreate> from = launch.profile().isEmpty() ? Optional.empty() : Optional.of(
                new BerthCreate(Optional.of(launch.profile()), Optional.empty(), OptionalInt.empty()));
        return new ContainerCreate(config.build(), Optional.of(host.build()), Optional.empty(), from);
    }

    @Override
    public Connection attach(String container, WindowSize size) throws IOException {
        boolean tty = client.containers().inspect(container).config().tty();
        HijackedStream stream = tty
                ? client.containers().attachScreen(container, AttachOptions.ALL, size.rows(), size.columns())
                : client.containers().attach(container, AttachOptions.ALL, false);
        return new EngineConnection(stream, tty,
                (rows, columns) -> client.containers().resize(container, rows, columns));
    }

    @Override
    public Connection execute(String container, List<String> wanted, WindowSize size, Optional<String> terminalType)
            throws IOException {
        List<String> environment = terminalType.map(type -> List.of("TERM=" + type)).orElse(List.of());
        // Engines other than Berth have no shells of a profile: the first one that is there, by a line of any shell.
        List<String> command = !wanted.isEmpty() ? wanted : isBerth() ? List.of()
                : List.of("/bin/sh", "-c", "[ -x /bin/bash ] && exec /bin/bash; exec /bin/sh");
        Optional<BerthExec> addition = isBerth()
                ? Optional.of(new BerthExec(Optional.of(true), Optional.of(wanted.isEmpty()))) : Optional.empty();
        String id;
        try {
            id = client.execs().create(container, new ExecCreate("", false, true,
                    List.of(size.rows(), size.columns()), true, true, true, "", environment, "", command, addition));
        } catch (ApiException e) {
            throw e.status() == 409 ? new IOException(e.getMessage() + "; start it with s first", e) : e;
        }
        HijackedStream stream = client.execs().start(id, true, size.rows(), size.columns());
        return new EngineConnection(stream, true, (rows, columns) -> client.execs().resize(id, rows, columns));
    }

    @Override
    public List<SessionItem> sessions(String container) throws IOException {
        return isBerth() ? client.berth().sessions(Optional.of(container)).stream().filter(Session::running)
                .map(EngineItems::session).toList() : List.of();
    }

    @Override
    public Connection resume(String session, WindowSize size) throws IOException {
        HijackedStream stream = client.berth().attachSession(session, size.rows(), size.columns());
        return new EngineConnection(stream, true, (rows, columns) -> client.execs().resize(session, rows, columns));
    }
}
