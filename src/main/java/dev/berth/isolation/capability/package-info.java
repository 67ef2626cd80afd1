/** Capabilities: names, docker's default, the five sets of a process. */
package dev.berth.isolation.capability;
