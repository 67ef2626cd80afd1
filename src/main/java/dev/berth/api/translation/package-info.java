/**
 * Docker's settings of a container ({@code Config}, {@code HostConfig}) as a {@link dev.berth.profile.Profile}, and a
 * profile as Docker's settings. Pure functions. What Docker writes when nothing was said (0, empty, false, {@code
 * default}) becomes unsaid, so that a profile below shows through.
 */
package dev.berth.api.translation;
