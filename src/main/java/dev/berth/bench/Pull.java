package dev.berth.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pulls of an image of seven layers from a registry on loopback into a store without it, beside docker and podman.
 * Takes a registry at 127.0.0.1:5000 that speaks plain HTTP, docker and podman set up to use it (their own environment
 * variables say where they are), and {@code BERTH_BENCH_ROOTFS}, the archive of a Debian root file system.
 */
final class Pull implements Measurement {

    private static final int ROUNDS = 3;
    private static final int PORT = 5000;
    private static final String REGISTRY = "127.0.0.1:" + PORT;
    private static final String WHAT = "pull, 7 layers";
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
        String gzip = publish(place, image, "gzip");
        String zstd = publish(place, image, "zstd");
        Interleaved.Action ours = () -> place.berth("pull", "-q", gzip);
        List<Row> rows = new ArrayList<>();
        Samples[] times = Interleaved.time(0, ROUNDS, ours, removing(place, gzip),
                () -> place.berth("pull", "-q", zstd),
                removing(place, zstd), () -> place.programs().run("docker", "pull", "-q", gzip),
                () -> place.programs().run("docker", "rmi", "-f", gzip),
                () -> place.programs().run("podman", "pull", "-q", gzip),
                () -> place.programs().run("podman", "rmi", "-f", gzip));
        rows.add(Row.beside(WHAT + ", gzip", times[0], "docker pull", times[4], 0.8));
        rows.add(Row.beside(WHAT + ", gzip", times[0], "podman pull", times[6], 0.6));
        rows.add(Row.beside(WHAT + ", zstd", times[2], "gzip", times[0], 0.6));
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

    private static Interleaved.Action removing(Workplace place, String name) {
        return () -> place.berth("rmi", "-f", name);
    }

    /** Pushes the image in one compression; nothing of it stays in the store. */
    private static String publish(Workplace place, LayeredImage image, String compressor)
            throws IOException, InterruptedException {
        String name = REGISTRY + "/berth-bench:" + compressor;
        place.berth("load", "-i", image.archive(compressor, name).toString());
        place.berth("push", "-q", name);
        place.berth("rmi", "-f", name);
        return name;
    }
}
