/** Registries: the client of the OCI distribution specification, and pull and push on it. */
package dev.berth.image.registry;
