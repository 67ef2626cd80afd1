/**
 * The Docker Engine API on a Unix socket, over {@link dev.berth.engine.Engine}: what docker, compose, Testcontainers
 * and Berth's own console speak.
 *
 * <p>{@link dev.berth.api.ApiServer} listens, {@code ApiConnection} carries requests to a {@code Router}, and one
 * {@code …Routes} class a noun answers them. {@code dev.berth.api.translation} turns Docker's settings into profiles
 * and back. No policy lives here.
 */
package dev.berth.api;
