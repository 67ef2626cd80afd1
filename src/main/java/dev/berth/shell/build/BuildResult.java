package dev.berth.shell.build;

import dev.berth.docker.BuildFindings;

/**
 * What came of a build.
 *
 * @param id of the image
 * @param manifest digest of its manifest; empty if the engine does not say
 * @param findings what its Dockerfile is advised against
 */
public record BuildResult(String id, String manifest, BuildFindings findings) {
}
