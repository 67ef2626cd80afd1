package dev.berth.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The console with 50 containers: its first full frame, and what it costs when nothing happens. */
final class ConsoleFrame implements Measurement {

    private static final int CONTAINERS = 50;
    private static final int ROUNDS = 10;
    private static final int QUIET_MILLIS = 200;
    private static final int IDLE_SECONDS = 10;
    private static final String READY = "ready-to-start\r\n";

    /** Far down the list; a frame is one write, so it is whole when this is there. */
    private static final String LATE_NAME = "bench-10";

    /** What a console wrote: how many bytes, when the list was there, and when the last byte came. */
    private static final class Screen implements Runnable {
        private final InputStream in;
        private final StringBuilder start = new StringBuilder();
        private long began;
        private volatile long full;
        private volatile long last;
        private volatile long bytes;

        Screen(InputStream in) {
            this.in = in;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[65536];
            try {
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    last = System.nanoTime();
                    if (full == 0) {
                        look(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    }
                    bytes += n;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void look(String text) {
            start.append(text);
            if (began == 0 && start.indexOf(READY) >= 0) {
                began = last;
                bytes = -start.indexOf(READY) - READY.length();
            }
            if (start.indexOf(LATE_NAME) >= 0) {
                full = last;
            }
        }

        /** Waits until it has been quiet for a while; answers when the list was there, in milliseconds. */
        double settle() throws InterruptedException {
            while (full == 0 || System.nanoTime() - last < QUIET_MILLIS * 1_000_000L) {
                Thread.sleep(5);
            }
            return (full - began) / 1e6;
        }
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        for (int i = 0; i < CONTAINERS; i++) {
            place.berth("run", "-d", "--network", "none", "--name", "bench-" + i, place.image(), "sleep", "1d");
        }
        List<Row> rows = new ArrayList<>();
        try {
            double[] millis = new double[ROUNDS];
            double[] bytes = new double[ROUNDS];
            for (int i = -3; i < ROUNDS; i++) {
                Process console = console(place);
                Screen screen = watch(console);
                double time = screen.settle();
                if (i >= 0) {
                    millis[i] = time;
                    bytes[i] = screen.bytes;
                }
                end(console);
            }
            rows.add(Row.time("console, first full frame", new Samples(millis), 20));
            rows.add(Row.amount("console, bytes of that frame", new Samples(bytes).median(), "bytes", 7000));
            idle(place, rows);
        } finally {
            for (int i = 0; i < CONTAINERS; i++) {
                place.berth("rm", "-f", "bench-" + i);
            }
        }
        return rows;
    }

    private static void idle(Workplace place, List<Row> rows) throws Exception {
        Process console = console(place);
        Screen screen = watch(console);
        screen.settle();
        Thread.sleep(3000);
        long written = screen.bytes;
        long used = ProcessFigures.cpuMillis(place.engine().pid());
        Thread.sleep(IDLE_SECONDS * 1000L);
        double share = (ProcessFigures.cpuMillis(place.engine().pid()) - used) / (double) IDLE_SECONDS;
        rows.add(Row.amount("console and engine idle, CPU a second", share, "ms", 10));
        rows.add(Row.amount("console idle, written in 10 s", screen.bytes - written, "bytes", 0));
        end(console);
    }

    private static Process console(Workplace place) throws IOException {
        String script = "stty rows 50 cols 120; echo ready-to-start; exec " + place.client();
        ProcessBuilder builder = place.programs().builder(List.of("script", "-qec", script, "/dev/null"))
                .redirectInput(Redirect.PIPE).redirectOutput(Redirect.PIPE);
        builder.environment().put("TERM", "xterm-256color");
        return builder.start();
    }

    private static Screen watch(Process console) {
        Screen screen = new Screen(console.getInputStream());
        Thread thread = new Thread(screen, "screen");
        thread.setDaemon(true);
        thread.start();
        return screen;
    }

    private static void end(Process console) throws IOException, InterruptedException {
        console.getOutputStream().write('q');
        console.getOutputStream().flush();
        console.getOutputStream().close();
        if (!console.waitFor(2, TimeUnit.SECONDS)) {
            console.destroy();
            console.waitFor();
        }
    }
}
