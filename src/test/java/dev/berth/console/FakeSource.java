package dev.berth.console;

import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An engine for tests: lists that the test sets, and a record of what was asked for. */
class FakeSource implements Source {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile List<ContainerItem> containers = List.of();
    volatile List<ImageItem> images = List.of();
    volatile List<ProfileItem> profiles = List.of();
    volatile List<VolumeItem> volumes = List.of();
    volatile List<SessionItem> sessions = List.of();
    volatile List<Detail> details = List.of(new Detail("Id", "id"), new Detail("Command", "bash"),
            new Detail("", "-l"));
    volatile Optional<Processes> processes = Optional.of(new Processes(List.of("PID", "USER", "COMMAND"),
            List.of(List.of("1", "root", "init"), List.of("7", "nobody", "worker --all"))));
    volatile String name = "test engine";
    volatile String failure = "";
    volatile Runnable changed = () -> { };
    volatile Consumer<List<Usage>> sampled = all -> { };
    volatile Consumer<byte[]> logs = bytes -> { };
    volatile Consumer<String> logsEnded = end -> { };
    volatile FakeConnection connection;
    volatile Launch launched;
    volatile int openSubscriptions;

    static ContainerItem container(String name, String state) {
        return new ContainerItem("id-" + name, name, "debian:bookworm", "bash", state,
                state.equals("running") ? "Up 5 minutes" : "Exited (0) 2 hours ago", "", OptionalLong.of(256 << 20),
                Optional.empty(), Instant.EPOCH);
    }

    private void call(String what) throws IOException {
        calls.add(what);
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
    }

    private synchronized Subscription subscription() {
        openSubscriptions++;
        return () -> {
            synchronized (this) {
                openSubscriptions--;
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ContainerItem> containers() throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        return containers;
    }

    @Override
    public List<ImageItem> images() {
        return images;
    }

    @Override
    public List<ProfileItem> profiles() {
        return profiles;
    }

    @Override
    public List<VolumeItem> volumes() {
        return volumes;
    }

    @Override
    public List<LayerItem> layers(String image) {
        return List.of(new LayerItem(2, Instant.EPOCH, 0, "CMD [\"bash\"]", Optional.empty()),
                new LayerItem(1, Instant.EPOCH, 123_000_000, "ADD rootfs.tar /",
                        Optional.of(new LayerItem.Contents("sha256:abc", 4_000_000, 2, 1, 1))));
    }

    @Override
    public List<FileItem> files(String image, String layer) {
        return List.of(new FileItem("/etc/motd", FileItem.Change.CHANGED, 8),
                new FileItem("/app/big", FileItem.Change.DELETED, 0),
                new FileItem("/bin/" + layer.substring(7), FileItem.Change.ADDED, 3_000_000));
    }

    @Override
    public List<Detail> imageDetails(String image) {
        return List.of(new Detail("Entrypoint", "/entry of " + image));
    }

    @Override
    public List<FileItem> differences(String container) {
        return List.of(new FileItem("/etc/hosts", FileItem.Change.CHANGED, -1),
                new FileItem("/tmp/" + container, FileItem.Change.ADDED, -1));
    }

    @Override
    public Pruned prune(Kind kind, boolean named) throws IOException {
        call("prune " + (named ? "all " : "") + kind);
        return new Pruned(2, 5_000_000);
    }

    @Override
    public List<Detail> volumeDetails(String volume) {
        return List.of(new Detail("Name", volume), new Detail("Used by", "web"));
    }

    @Override
    public List<Detail> profileText(String profile) {
        return List.of(new Detail("", "image = \"" + profile + "\""));
    }

    @Override
    public List<Detail> plan(String profile) {
        return List.of(new Detail("a root file system", "fsopen(overlay)"));
    }

    @Override
    public long saveLogs(String container, boolean timestamps, Path file) throws IOException {
        call("save " + container + " " + file);
        return 1;
    }

    @Override
    public List<Detail> details(String container) {
        return details;
    }

    @Override
    public Subscription changes(Runnable onChange, Consumer<String> ended) {
        changed = onChange;
        return subscription();
    }

    @Override
    public Subscription usage(Consumer<List<Usage>> onSample, Consumer<String> ended) {
        sampled = onSample;
        return subscription();
    }

    @Override
    public Subscription processes(String container, Consumer<Processes> onSample, Consumer<String> ended) {
        processes.ifPresentOrElse(onSample, () -> ended.accept("Container " + container + " is not running"));
        return subscription();
    }

    @Override
    public Subscription logs(String container, int tail, boolean timestamps, Consumer<byte[]> output,
            Consumer<String> ended) {
        calls.add("logs " + container + (timestamps ? " with times" : ""));
        logs = output;
        logsEnded = ended;
        return subscription();
    }

    @Override
    public void perform(Verb verb, String object) throws IOException {
        call(verb.words() + " " + object);
    }

    @Override
    public String create(Launch launch, WindowSize size) throws IOException {
        launched = launch;
        call("create " + launch.title());
        return "id-" + launch.title();
    }

    private Connection connected(String what) throws IOException {
        connection = new FakeConnection(true);
        call(what);
        return connection;
    }

    @Override
    public Connection attach(String container, WindowSize size) throws IOException {
        return connected("attach " + container);
    }

    @Override
    public Connection execute(String container, List<String> command, WindowSize size, Optional<String> terminalType)
            throws IOException {
        return connected((command.isEmpty() ? "shell" : String.join("|", command)) + " " + container + " "
                + terminalType.orElse("-"));
    }

    @Override
    public List<SessionItem> sessions(String container) {
        return sessions;
    }

    @Override
    public Connection resume(String session, WindowSize size) throws IOException {
        return connected("resume " + session);
    }

    /** A process for tests: what it writes and what it reads. */
    static final class FakeConnection implements Connection {
        private final boolean tty;
        private final PipedInputStream output = new PipedInputStream(1 << 20);
        private final PipedOutputStream process = new PipedOutputStream();
        private final StringBuffer received = new StringBuffer();

        FakeConnection(boolean tty) throws IOException {
            this.tty = tty;
            process.connect(output);
        }

        void writes(String text) throws IOException {
            process.write(text.getBytes(StandardCharsets.UTF_8));
            process.flush();
        }

        void ends() throws IOException {
            process.close();
        }

        String received() {
            return received.toString();
        }

        @Override
        public boolean tty() {
            return tty;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return output.read(buffer, offset, length);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            received.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void resize(int rows, int columns) {
            received.append("<").append(columns).append("x").append(rows).append(">");
        }

        @Override
        public void close() {
            try {
                process.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
