/**
 * A client of the Docker Engine API on a Unix socket, and of Berth's additions to it under {@code /berth/…}.
 *
 * <p>Shell, commands and console use the engine through nothing else, so they drive Docker and Podman as well. Calls
 * block; a {@link dev.berth.client.DockerClient} may be shared by threads, a stream belongs to one reader.
 */
package dev.berth.client;
