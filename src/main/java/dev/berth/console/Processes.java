package dev.berth.console;

import java.util.List;

/**
 * The processes of a container, as {@code ps} tells them.
 *
 * @param titles of the columns; the last one is the command
 * @param rows a process each
 */
public record Processes(List<String> titles, List<List<String>> rows) {
}
