/** One test class for each advisory, or class of them, that a container runtime must be immune to. */
package dev.berth.security;
