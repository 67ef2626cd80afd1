package dev.berth.engine;

import dev.berth.image.store.ImageStore;
import dev.berth.isolation.Launcher;
import dev.berth.isolation.cgroup.Cgroups;

/**
 * What the engine's services share.
 *
 * @param directories where things are kept
 * @param images the image store
 * @param cgroups the machine's cgroups
 * @param launcher plays launch plans
 * @param supervisor hears when monitors end
 * @param logs reads logs
 * @param events tells what happens
 * @param volumes volumes
 * @param restarts starts containers again
 * @param health checks containers
 */
record EngineParts(Directories directories, ImageStore images, Cgroups cgroups, Launcher launcher,
        Supervisor supervisor, Logs logs, ContainerEvents events, VolumeStore volumes, Restarts restarts,
        HealthChecks health) {
}
