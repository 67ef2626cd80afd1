package dev.berth.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Pulls of an image of seven layers from a registry on loopback into a store without it, beside docker and podman. Each
 * round has images of its own, and nothing is removed before the end; what the pull before left to write is written.
 * Takes a registry at 127.0.0.1:5000 that speaks plain HTTP, docker and podman set up to use it (their own environment
 * variables say where they are), and {@code BERTH_BENCH_ROOTFS}, the archive of a Debian root file system.
 */
final class Pull implements Measurement {

    private static final int ROUNDS = 3;
    private static final int PORT = 5000;
    private static final String REGISTRY = "127.0.0.1:" + PORT;
    private static final String WHAT = "pull, 7 layers";
    private static final String PUBLISHER = "publisher";
    private static final int MEMORY_MIB = 200;

    @Override
    public String name() {
        return "pull";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        String rootfs = System.getenv("BERTH_BENCH_ROOTFS");
        if (rootfs == null) {
            return List.of(Row.skipped(WHAT, "BERTH_BENCH_ROOTFS is not set"));
        }
        if (!registryAnswers()) {
            return List.of(Row.skipped(WHAT, "no registry at " + REGISTRY));
        }
        Path directory = Files.createDirectories(place.directory().resolve("layers"));
        LayeredImage image = new LayeredImage(place.programs(), directory, Path.of(rootfs));
        List<String> gzip = publish(place, image, "gzip");
        List<String> zstd = publish(place, image, "zstd");
        List<Row> rows = new ArrayList<>();
        try {
            Interleaved.Action sync = () -> place.programs().run("sync");
            Samples[] times = Interleaved.time(0, ROUNDS, sync, each(gzip, name -> place.berth("pull", "-q", name)),
                    sync, each(zstd, name -> place.berth("pull", "-q", name)),
                    sync, each(gzip, name -> place.programs().run("docker", "pull", "-q", name)),
                    sync, each(gzip, name -> place.programs().run("podman", "pull", "-q", name)));
            rows.add(Row.beside(WHAT + ", gzip", times[1], "docker pull", times[5], 0.8));
            rows.add(Row.beside(WHAT + ", gzip", times[1], "podman pull", times[7], 0.6));
            rows.add(Row.beside(WHAT + ", zstd", times[3], "gzip", times[1], 0.6));
        } finally {
            for (String name : gzip) {
                place.programs().run("sh", "-c", "docker rmi -f " + name + "; podman rmi -f " + name + "; true");
            }
        }
        rows.add(Row.amount("engine's memory at most, so far", ProcessFigures.peakKib(place.engine().pid()) / 1024.0,
                "MiB", MEMORY_MIB));
        return rows;
    }

    private static boolean registryAnswers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", PORT), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Something that is done with an image. */
    private interface Use {
        void of(String name) throws Exception;
    }

    /** With another image in each round. */
    private static Interleaved.Action each(List<String> names, Use use) {
        Iterator<String> next = names.iterator();
        return () -> use.of(next.next());
    }

    /** Pushes an image a round in one compression, from an engine of its own: the store to pull into has none of it. */
    private static List<String> publish(Workplace place, LayeredImage image, String compressor)
            throws IOException, InterruptedException {
        image.compress(compressor);
        List<String> names = new ArrayList<>();
        try (EngineUnderTest publisher = place.another(PUBLISHER)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = REGISTRY + "/berth-bench:" + compressor + round;
                place.berthOn(PUBLISHER, "load", "-i", image.archive(compressor, name).toString());
                place.berthOn(PUBLISHER, "push", "-q", name);
                names.add(name);
            }
        }
        return names;
    }
}
