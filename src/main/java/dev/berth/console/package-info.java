/**
 * The full-screen console: containers, images and profiles at a glance, and into any of them with a key.
 *
 * <p>It runs on one thread for each session; other threads only wait for the engine and hand over what came. What is
 * shown is made by pure functions from an object to text; what is known of the engine comes through one interface,
 * {@link dev.berth.console.Source}.
 */
package dev.berth.console;
