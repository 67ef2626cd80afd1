package dev.berth.api;

import dev.berth.build.Builder;
import dev.berth.build.CacheEntry;
import dev.berth.docker.BuildCacheRecord;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.DiskUsage;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.Volume;
import dev.berth.docker.VolumeUsage;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Volumes;
import dev.berth.image.Image;
import dev.berth.image.layer.TreeSize;
import dev.berth.image.store.LayerSharing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts {@code docker system df} together. */
final class DiskUsageAnswer {
    private final Engine engine;
    private final Optional<Builder> builder;

    DiskUsageAnswer(Engine engine, Optional<Builder> builder) {
        this.engine = engine;
        this.builder = builder;
    }

    DiskUsage build(Exchange exchange) throws EngineException, IOException {
        List<String> types = exchange.query().all("type");
        List<Container> containers = engine.containers().list();
        List<ImageSummary> images = new ArrayList<>();
        long layers = 0;
        if (types.isEmpty() || types.contains("image")) {
            List<Image> all = engine.images().list();
            LayerSharing sharing = engine.images().sharing(all);
            layers = sharing.totalBytes();
            for (Image image : all) {
                images.add(ImageViews.summary(image, Optional.of(containers), sharing.sharedBytes(image.id()),
                        exchange.version()));
            }
        }
        List<ContainerSummary> summaries = new ArrayList<>();
        if (types.isEmpty() || types.contains("container")) {
            ImageLabels labels = new ImageLabels(engine.images());
            for (Container container : containers) {
                summaries.add(ContainerViews.summary(container, labels.of(container),
                        ContainerSize.of(engine, container)));
            }
        }
        List<Volume> volumes = new ArrayList<>();
        if (types.isEmpty() || types.contains("volume")) {
            for (Volumes.Volume volume : engine.volumes().list()) {
                volumes.add(VolumeRoutes.view(volume, Optional.of(new VolumeUsage(
                        TreeSize.of(volume.path()), engine.volumes().users(volume.name()).size()))));
            }
        }
        List<BuildCacheRecord> cache = types.isEmpty() || types.contains("build-cache") ? cache() : List.of();
        return new DiskUsage(layers, images, summaries, volumes, cache,
                OptionalLong.of(cache.stream().filter(one -> !one.shared()).mapToLong(BuildCacheRecord::size).sum()));
    }

    private List<BuildCacheRecord> cache() throws IOException {
        List<BuildCacheRecord> cache = new ArrayList<>();
        if (builder.isPresent()) {
            for (CacheEntry entry : builder.get().entries()) {
                cache.add(new BuildCacheRecord(entry.id().hex(), entry.kind().word(), entry.description(),
                        entry.inUse(), entry.shared(), entry.bytes(), Optional.of(entry.created().toString()),
                        Optional.of(entry.lastUsed().toString()), 0));
            }
        }
        return cache;
    }
}
