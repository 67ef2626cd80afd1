package dev.berth.console;

/**
 * What went when all that nothing uses was removed.
 *
 * @param count how many objects
 * @param freedBytes that became free
 */
public record Pruned(int count, long freedBytes) {
}
