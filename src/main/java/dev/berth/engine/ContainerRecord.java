package dev.berth.engine;

import dev.berth.profile.Profile;
import java.time.Instant;
import java.util.List;

/**
 * What the engine keeps of a container on the disk, in {@code container.json}: everything that was settled when it was
 * created or by a command since. What the container does by itself is in the files of its monitor.
 *
 * @param version of this form, 1
 * @param id its id
 * @param name its name
 * @param created when
 * @param image the reference that it was created from
 * @param imageId the image's id
 * @param profile everything that was asked for
 * @param profileName the named profile that it was launched from, or empty
 * @param command program and arguments
 * @param environment {@code NAME=value}
 * @param workdir working directory
 * @param stdinOnce whether its standard input ends with the first client
 * @param volumes names of the volumes that it uses
 * @param anonymousVolumes those that were made for it
 * @param idMapBase first host id of its own range, 0 if it has none
 * @param request the JSON text of the create request
 */
record ContainerRecord(int version, String id, String name, Instant created, String image, String imageId,
        Profile profile, String profileName, List<String> command, List<String> environment, String workdir,
        boolean stdinOnce, List<String> volumes, List<String> anonymousVolumes, long idMapBase, String request) {

    ContainerRecord withName(String newName) {
        return new ContainerRecord(version, id, newName, created, image, imageId, profile, profileName, command,
                environment, workdir, stdinOnce, volumes, anonymousVolumes, idMapBase, request);
    }

    ContainerRecord withProfile(Profile newProfile) {
        return new ContainerRecord(version, id, name, created, image, imageId, newProfile, profileName, command,
                environment, workdir, stdinOnce, volumes, anonymousVolumes, idMapBase, request);
    }
}
