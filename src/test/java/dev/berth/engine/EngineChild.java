package dev.berth.engine;

import dev.berth.kernel.Kernel;
import dev.berth.kernel.Sys;
import dev.berth.profile.ProfileBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An engine in a process of its own, to be killed or stopped by a test. It starts containers until it is killed: each
 * writes numbered lines and ends with an exit code of its own.
 */
final class EngineChild implements AutoCloseable {

    static final int LINES = 300;

    private final Process process;
    private final BufferedReader output;

    private EngineChild(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    /** Starts one on directories that have the image. */
    static EngineChild start(Path directory, String cgroup, String prefix) throws IOException {
        return new EngineChild(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                EngineChild.class.getName(), directory.toString(), cgroup, prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The next line that it says: {@code code name} of a container before it is started. */
    String said() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the engine's process ended by itself");
        }
        return line;
    }

    /** {@code kill -9}, and waits until it is gone. */
    void kill() throws InterruptedException, IOException {
        if (process.isAlive()) {
            // destroyForcibly() would also close the stream, and what it said last would not be heard
            signal(9);
        }
        process.waitFor();
    }

    /** {@code SIGSTOP} or {@code SIGCONT}. */
    void signal(int number) throws IOException {
        Kernel.check(Kernel.raw(Sys.KILL, process.pid(), number), "signal", process.pid());
    }

    @Override
    public void close() throws InterruptedException, IOException {
        kill();
    }

    /** The process. */
    public static void main(String[] arguments) throws Exception {
        try (BerthEngine engine = EngineFixture.open(Path.of(arguments[0]), arguments[1])) {
            for (int i = 0;; i++) {
                int code = i % 100;
                String name = arguments[2] + i;
                Container container = EngineFixture.create(engine, Optional.of(name), new ProfileBuilder(), "sh", "-c",
                        "i=0; while [ $i -lt " + LINES + " ]; do i=$((i+1)); echo line $i; done; exit " + code);
                System.out.println(code + " " + name);
                engine.containers().start(container.id());
            }
        }
    }
}
