/** How command output is laid out: Go templates as docker's {@code --format} takes them, tables, JSON, sizes, times. */
package dev.berth.shell.format;
