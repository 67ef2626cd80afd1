/**
 * The command line: docker's commands with docker's flags, output and exit statuses, and the interactive shell around
 * them. Each command is a class of its own that talks to the engine through {@code dev.berth.client} alone.
 */
package dev.berth.shell;
