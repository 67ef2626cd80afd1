package dev.berth.console;

/**
 * An exec session with a terminal that runs in a container.
 *
 * @param id its id
 * @param name the container's name and a number, as {@code web/2}
 * @param command what runs in it
 * @param attached how many terminals show it now
 */
public record SessionItem(String id, String name, String command, int attached) {
}
