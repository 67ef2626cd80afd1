package dev.berth.api;

import dev.berth.docker.ContainerConfig;
import dev.berth.docker.ContainerConfigBuilder;
import dev.berth.docker.GraphDriver;
import dev.berth.docker.HealthConfig;
import dev.berth.docker.ImageHistory;
import dev.berth.docker.ImageInspect;
import dev.berth.docker.ImageMetadata;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.ManifestImage;
import dev.berth.docker.ManifestPlatform;
import dev.berth.docker.ManifestSize;
import dev.berth.docker.ManifestSummary;
import dev.berth.docker.RootFs;
import dev.berth.docker.UnpackedSize;
import dev.berth.engine.Container;
import dev.berth.image.Digest;
import dev.berth.image.HealthCheck;
import dev.berth.image.HistoryEntry;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Images in Docker's form. */
final class ImageViews {
    /** The API version since which {@code VirtualSize} is gone. */
    private static final int NO_VIRTUAL_SIZE = 44;

    private ImageViews() {
    }

    /**
     * A line of {@code docker images}.
     *
     * @param containers to count its users in; not counted without them, as docker's list has it
     * @param shared bytes of its layers that other images have too, -1 if that was not asked for
     */
    static ImageSummary summary(Image image, Optional<List<Container>> containers, long shared, int version) {
        int users = containers.isPresent() ? 0 : -1;
        for (Container container : containers.orElse(List.of())) {
            users += container.imageId().orElse("").equals(image.id().toString()) ? 1 : 0;
        }
        return new ImageSummary(image.id().toString(), "", names(image), digests(image),
                image.created().getEpochSecond(), image.sizeBytes(), shared, virtualSize(image, version),
                image.config().labels(), users, List.of());
    }

    /**
     * An image's one variant, as lists that are asked for manifests have it.
     *
     * @param contentBytes of its documents and layers as they came
     * @param users ids of containers that use it
     */
    static ManifestSummary variant(Image image, long contentBytes, List<String> users) {
        Platform platform = image.config().platform();
        return new ManifestSummary(image.manifest().toString(), true,
                new ManifestSize(contentBytes, contentBytes + image.sizeBytes()), "image",
                Optional.of(new ManifestImage(new ManifestPlatform(platform.architecture(), platform.os(),
                        platform.variant().orElse("")), users, new UnpackedSize(image.sizeBytes()))));
    }

    /** {@code docker image inspect}. */
    static ImageInspect inspect(Image image, String storageDriver, int version) {
        List<String> layers = new ArrayList<>();
        for (Digest layer : image.layers()) {
            layers.add(layer.toString());
        }
        ImageConfig config = image.config();
        return new ImageInspect(image.id().toString(), names(image), digests(image), "",
                image.comment().orElse(""), Optional.of(Times.text(image.created())), "",
                image.author().orElse(""), config(config), config.platform().architecture(),
                config.platform().variant(), config.platform().os(), image.sizeBytes(), virtualSize(image, version),
                new GraphDriver(storageDriver, Map.of()), new RootFs("layers", layers), ImageMetadata.NONE);
    }

    /**
     * {@code docker history}, newest step first.
     *
     * @param image the image
     * @param layerSizes bytes of its layers, the lowest first
     * @param all all images: one that is another's beginning gives its step an id, as docker has it for images that
     *     were made here
     */
    static List<ImageHistory> history(Image image, List<Long> layerSizes, List<Image> all) {
        List<ImageHistory> steps = new ArrayList<>();
        boolean newest = true;
        int layer = layerSizes.size();
        for (int i = image.history().size() - 1; i >= 0; i--) {
            HistoryEntry entry = image.history().get(i);
            int below = layer;
            long size = entry.emptyLayer() || layer == 0 ? 0 : layerSizes.get(--layer);
            steps.add(new ImageHistory(newest ? image.id().toString() : beginning(image, i + 1, below, all),
                    entry.created().map(t -> t.getEpochSecond()).orElse(0L), entry.createdBy().orElse(""),
                    newest ? names(image) : List.of(), size, entry.comment().orElse("")));
            newest = false;
        }
        return steps;
    }

    private static String beginning(Image image, int steps, int layers, List<Image> all) {
        for (Image other : all) {
            if (other.history().size() == steps && other.layers().size() == layers
                    && image.layers().subList(0, layers).equals(other.layers())
                    && image.history().subList(0, steps).equals(other.history())) {
                return other.id().toString();
            }
        }
        return "<missing>";
    }

    static List<String> names(Image image) {
        List<String> names = new ArrayList<>();
        for (Reference name : image.names()) {
            names.add(name.familiar());
        }
        return names;
    }

    private static List<String> digests(Image image) {
        return image.repoDigests().stream().map(Reference::familiar).toList();
    }

    private static OptionalLong virtualSize(Image image, int version) {
        return version < NO_VIRTUAL_SIZE ? OptionalLong.of(image.sizeBytes()) : OptionalLong.empty();
    }

    private static ContainerConfig config(ImageConfig config) {
        return new ContainerConfigBuilder()
                .user(config.user().orElse(""))
                .exposedPorts(config.exposedPorts())
                .env(config.env())
                .cmd(config.cmd().isEmpty() ? Optional.empty() : Optional.of(config.cmd()))
                .healthcheck(config.healthcheck().map(ImageViews::health))
                .volumes(config.volumes())
                .workingDir(config.workingDir().orElse(""))
                .entrypoint(config.entrypoint().isEmpty() ? Optional.empty() : Optional.of(config.entrypoint()))
                .onBuild(config.onBuild())
                .labels(config.labels())
                .stopSignal(config.stopSignal())
                .shell(config.shell().orElse(List.of()))
                .build();
    }

    private static HealthConfig health(HealthCheck check) {
        return new HealthConfig(check.test(), nanos(check.interval()), nanos(check.timeout()),
                nanos(check.startPeriod()), nanos(check.startInterval()),
                check.retries().isPresent() ? OptionalInt.of(check.retries().get()) : OptionalInt.empty());
    }

    private static OptionalLong nanos(Optional<Duration> duration) {
        return duration.isPresent() ? OptionalLong.of(duration.get().toNanos()) : OptionalLong.empty();
    }
}
