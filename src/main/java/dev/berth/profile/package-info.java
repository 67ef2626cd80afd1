/**
 * Profiles: TOML files that say how to launch a container, and the engine's configuration file.
 *
 * <p>Knows the format and its defaults, and nothing of kernels, images or containers; every other package takes a
 * {@link dev.berth.profile.Profile} as plain data.
 */
package dev.berth.profile;
