package dev.berth.api;

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

    DiskUsageAnswer(Engine engine) {
        this.engine = engine;
    }

    DiskUsage build(Exchange exchange) throws EngineException, IOException {
        List<String> types = exchange.query().all("type");
        List<Container> containers = engine.containers().list();
        List<ImageSummary> images = new ArrayList<>();
        long layers = 0;
        if (types.isEmpty() || types.contains("image")) {
            layers = engine.images().diskUsage();
            List<Image> all = engine.images().list();
            LayerSharing sharing = engine.images().sharing(all);
            for (Image image : all) {
                images.add(ImageViews.summary(image, containers, sharing.sharedBytes(image.id()),
                        exchange.version()));
            }
        }
        List<ContainerSummary> summaries = new ArrayList<>();
        if (types.isEmpty() || types.contains("container")) {
            for (Container container : containers) {
                summaries.add(ContainerViews.summary(container, ContainerSize.of(engine, container)));
            }
        }
        List<Volume> volumes = new ArrayList<>();
        if (types.isEmpty() || types.contains("volume")) {
            for (Volumes.Volume volume : engine.volumes().list()) {
                volumes.add(VolumeRoutes.view(volume, Optional.of(new VolumeUsage(
                        TreeSize.of(volume.path()), engine.volumes().users(volume.name()).size()))));
            }
        }
        return new DiskUsage(layers, images, summaries, volumes, List.of(), OptionalLong.of(0));
    }
}
