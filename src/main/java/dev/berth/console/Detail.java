package dev.berth.console;

/**
 * A line on a container's page of details.
 *
 * @param label what it is; an empty one goes on with the line above
 * @param value what to show
 */
public record Detail(String label, String value) {
}
